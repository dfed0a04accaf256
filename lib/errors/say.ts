import { spoken } from '../wx/device';

/*
 * Texts are written in English and in simplified Chinese. A third copy in traditional Chinese would cost every app more than the characters
 * that differ: those are replaced, words that are others in Taiwan first. test/lib/errors/say.test.ts fails for a text that needs more.
 */

/** Words, and what Taiwan says. */
const WORDS =
  '登录=登入 网络=網路 短信=簡訊 手机号=手機號碼 小程序=小程式 数据=資料 获取=取得 支持=支援 服务器=伺服器 存储=儲存 接口=介面 用户=使用者';
/** What stands for a character stands at the same place in the other. */
const SIMPLIFIED =
  '个买众内写凭刚别务动协参变图声处库张态护拦换数无时暂权标检没点状础称类级继续缩议许证识试请读败购输过这长间阅隐验昵后并种确';
const TRADITIONAL =
  '個買眾內寫憑剛別務動協參變圖聲處庫張態護攔換數無時暫權標檢沒點狀礎稱類級繼續縮議許證識試請讀敗購輸過這長間閱隱驗暱後並種確';

/** In the language of the phone, or of the app's choice. */
export function say(chinese: string, english: string): string {
  return spoken(chinese, '', english) || traditionally(chinese);
}

export function traditionally(text: string): string {
  return WORDS.split(' ')
    .reduce((said, pair) => {
      const [word, other] = pair.split('=') as [string, string];
      return said.split(word).join(other);
    }, text)
    .replace(/./g, (character) => TRADITIONAL[SIMPLIFIED.indexOf(character)] || character);
}
