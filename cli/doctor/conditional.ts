/** Conditional compilation of uni-app: https://uniapp.dcloud.net.cn/tutorial/platform.html */

/** A source without what is not for WeChat; every line stays where it is. */
export function forWeChat(text: string): string {
  const kept: boolean[] = [];
  return text
    .split('\n')
    .map((line) => {
      const [, directive, platforms = ''] = /(?:\/\/|\/\*|<!--)\s*#(ifdef|ifndef|endif)\b(.*?)(?:\*\/|-->|$)/.exec(line) ?? [];
      if (directive === 'endif') kept.pop();
      else if (directive !== undefined) kept.push(/\bMP(-WEIXIN)?(?![\w-])/.test(platforms) === (directive === 'ifdef'));
      return directive !== undefined || kept.includes(false) ? '' : line;
    })
    .join('\n');
}
