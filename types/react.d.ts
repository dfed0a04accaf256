/** The components in JSX, for React and for Taro with it. Comes with `authing-miniapp/react`. */
import type { Attributes, CSSProperties, ReactNode, Ref } from 'react';
import type {
  AvatarPickerAttributes,
  LoginButtonAttributes,
  LoginPanelAttributes,
  NicknameInputAttributes,
  PhoneButtonAttributes,
  UserPanelAttributes,
} from './components';

interface Element extends Attributes {
  ref?: Ref<unknown> | undefined;
  children?: ReactNode;
  className?: string | undefined;
  style?: CSSProperties | string | undefined;
}

interface AuthingElements {
  'login-button': LoginButtonAttributes & Element;
  'phone-button': PhoneButtonAttributes & Element;
  'avatar-picker': AvatarPickerAttributes & Element;
  'nickname-input': NicknameInputAttributes & Element;
  'login-panel': LoginPanelAttributes & Element;
  'user-panel': UserPanelAttributes & Element;
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends AuthingElements {}
  }
}

declare global {
  /** Where @types/react looked before it had its own. */
  namespace JSX {
    interface IntrinsicElements extends AuthingElements {}
  }
}
