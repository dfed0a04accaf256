import { chineseSpoken } from '../wx/device';

/** What a person who is asked reads. */
export interface Words {
  title: string;
  /** What is agreed to. */
  names: string[];
  agree: string;
}

/** @param agreement the property: the app's own names of its documents */
export function wordsOf(agreement: unknown): Words {
  const chinese = chineseSpoken();
  const own = ([] as unknown[]).concat(agreement || []);
  return {
    title: chinese ? '请先阅读并同意' : 'Please read and agree to',
    names: (own.length ? own : chinese ? ['《用户协议》', '《隐私政策》'] : ['Terms of Service', 'Privacy Policy']).map(String),
    agree: chinese ? '同意并继续' : 'Agree and continue',
  };
}
