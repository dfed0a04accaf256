/** A template, without what is commented out; its lines stay. */
export const withoutComments = (wxml: string): string => wxml.replace(/<!--[^]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '));
