/** Methods of one SDK class that do not ship. */
export interface RemovedMethods {
  /** Name of the class in `lib/sdk` that has methods of these names instead (itself or its ancestors in `lib/sdk`). */
  readonly by: string;
  /** The build checks that the class named by `by` really has them. */
  readonly overridden: readonly string[];
  /** Only removed methods call these; the build checks that nothing that ships names them. */
  readonly unreachable: readonly string[];
}

/** By class of the SDK. Methods that `lib/sdk/unsupported.ts` withdraws are removed as well. */
export const removedMethods: Readonly<Record<string, RemovedMethods>> = {
  AuthenticationClient: {
    by: 'AuthenticationClient',
    overridden: [
      // lib/sdk/session-methods.ts
      'checkLoggedIn',
      'setCurrentUser',
      'getCurrentUser',
      'logout',
      'logoutCurrent',
      'refreshToken',
      'updateProfile',
      'updatePhone',
      'updateEmail',
      'bindPhone',
      'unbindPhone',
      'bindEmail',
      'unbindEmail',
      // lib/sdk/password-methods.ts
      'resetPasswordByPhoneCode',
      'resetPasswordByEmailCode',
      'resetPasswordByFirstLoginToken',
      'resetPasswordByForceResetToken',
      'updatePassword',
      // lib/sdk/sign-in-methods.ts
      'registerByEmail',
      'registerByUsername',
      'registerByPhoneCode',
      'registerByEmailCode',
      'loginByEmail',
      'loginByUsername',
      'loginByPhonePassword',
      'loginByPhoneCode',
      'loginBySubAccount',
      'loginByEmailCode',
      'loginByLdap',
      'loginByAd',
      // lib/sdk/oidc-methods.ts
      'getAccessTokenByCode',
      'getNewAccessTokenByRefreshToken',
      'getAccessTokenByIdToken',
      'getAccessTokenByClientCredentials',
      'introspectToken',
      'revokeToken',
      'getUserInfoByAccessToken',
      'signinByCredentials',
      'generateCodeChallenge',
      'getCodeChallengeDigest',
      'buildAuthorizeUrl',
      'buildLogoutUrl',
      // lib/sdk/authentication-client.ts
      'updateAvatar',
      'uploadAvatar',
    ],
    unreachable: [
      '_buildOidcAuthorizeUrl',
      '_buildOauthAuthorizeUrl',
      '_buildSamlAuthorizeUrl',
      '_buildCasAuthorizeUrl',
      '_buildCasLogoutUrl',
      '_buildOidcLogoutUrl',
      '_buildEasyLogoutUrl',
      'uploadPhoto',
      '_generateTokenRequest',
      '_generateBasicAuthToken',
      '_getAccessTokenByCodeWithClientSecretPost',
      '_getAccessTokenByCodeWithClientSecretBasic',
      '_getAccessTokenByCodeWithNone',
      '_getNewAccessTokenByRefreshTokenWithClientSecretPost',
      '_getNewAccessTokenByRefreshTokenWithClientSecretBasic',
      '_getNewAccessTokenByRefreshTokenWithNone',
      '_revokeTokenWithClientSecretPost',
      '_revokeTokenWithClientSecretBasic',
      '_revokeTokenWithNone',
      '_introspectTokenWithClientSecretPost',
      '_introspectTokenWithClientSecretBasic',
      '_introspectTokenWithNone',
    ],
  },
  MfaAuthenticationClient: {
    by: 'MfaAuthenticationClient',
    overridden: [
      'assosicateMfaAuthenticator',
      'confirmAssosicateMfaAuthenticator',
      'verifyTotpMfa',
      'verifyTotpRecoveryCode',
      'verifyAppSmsMfa',
      'verifyAppEmailMfa',
      'phoneOrEmailBindable',
      'verifyFaceMfa',
      'associateFaceByUrl',
      'associateFaceByLocalFile',
      'associateFaceByBlob',
    ],
    unreachable: [],
  },
  EventAuthenticationClient: { by: 'EventAuthenticationClient', overridden: ['sub'], unreachable: ['reconnect', 'initWebSocket'] },
  EnterpriseAuthenticationClient: {
    by: '',
    overridden: [],
    unreachable: ['initProviderContext', 'getProviderConfigAndError', 'getLoginUrl'],
  },
};
