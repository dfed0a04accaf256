import { say } from '../errors/say';

/** What a person who is asked reads. */
export interface Words {
  title: string;
  /** What is agreed to. */
  names: string[];
  agree: string;
}

/** @param agreement the property: the app's own names of its documents */
export function wordsOf(agreement: unknown): Words {
  const own = ([] as unknown[]).concat(agreement || []);
  const usual = say('《用户协议》|《隐私政策》', 'Terms of Service|Privacy Policy').split('|');
  return {
    title: say('请先阅读并同意', 'Please read and agree to'),
    names: (own.length ? own : usual).map(String),
    agree: say('同意并继续', 'Agree and continue'),
  };
}
