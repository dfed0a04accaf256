/** The components in templates and TSX of Vue 3, for uni-app and for Taro with it. Comes with `authing-miniapp/vue`. */
import type { AllowedComponentProps, VNode, VNodeProps } from 'vue';
import type {
  AvatarPickerAttributes,
  LoginButtonAttributes,
  LoginPanelAttributes,
  NicknameInputAttributes,
  PhoneButtonAttributes,
  UserPanelAttributes,
} from './components';

type NativeComponent<Attributes> = new () => {
  $props: Attributes & AllowedComponentProps & VNodeProps;
  $slots: { default?: () => VNode[] };
};

declare module 'vue' {
  interface GlobalComponents {
    'login-button': NativeComponent<LoginButtonAttributes>;
    'phone-button': NativeComponent<PhoneButtonAttributes>;
    'avatar-picker': NativeComponent<AvatarPickerAttributes>;
    'nickname-input': NativeComponent<NicknameInputAttributes>;
    'login-panel': NativeComponent<LoginPanelAttributes>;
    'user-panel': NativeComponent<UserPanelAttributes>;
  }
  /** TSX */
  interface IntrinsicElementAttributes {
    'login-button': LoginButtonAttributes & AllowedComponentProps;
    'phone-button': PhoneButtonAttributes & AllowedComponentProps;
    'avatar-picker': AvatarPickerAttributes & AllowedComponentProps;
    'nickname-input': NicknameInputAttributes & AllowedComponentProps;
    'login-panel': LoginPanelAttributes & AllowedComponentProps;
    'user-panel': UserPanelAttributes & AllowedComponentProps;
  }
}
