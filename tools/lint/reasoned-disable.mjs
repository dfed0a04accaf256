/** A rule that is switched off says why: in the directive after `--`, or in a comment right above it. */
const DIRECTIVE = /^\s*eslint-disable(-next-line|-line)?\b/;

/** @type {import('eslint').Rule.RuleModule} */
export const reasonedDisable = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { reason: 'Say why the rule is off: "-- reason" in the directive, or a comment above it.' },
  },
  create(context) {
    const { sourceCode } = context;
    return {
      Program() {
        const comments = sourceCode.getAllComments();
        for (const comment of comments) {
          if (!DIRECTIVE.test(comment.value) || / -- \S/.test(comment.value)) continue;
          const above = comments.some((other) => other.loc.end.line === comment.loc.start.line - 1 && !DIRECTIVE.test(other.value));
          if (!above) context.report({ loc: comment.loc, messageId: 'reason' });
        }
      },
    };
  },
};
