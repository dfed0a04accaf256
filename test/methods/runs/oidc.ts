import assert from 'node:assert/strict';
import { APP_ID, PUBLIC_APP_ID, REDIRECT_URI, SERVICE } from '../stage';
import type { Stage } from '../stage';
import type { Runs } from '../run';

const authMethods = ['client_secret_post', 'client_secret_basic', 'none'] as const;

/** A code for tokens, as if Ada had come back from the authorization page; PKCE where the client has no secret to show. */
function code(stage: Stage, verifier?: string): string {
  const value = verifier && stage.client.getCodeChallengeDigest({ codeChallenge: verifier, method: 'S256' });
  return stage.server.admin.authorize(APP_ID, stage.ada, {
    redirectUri: REDIRECT_URI,
    scope: 'openid profile offline_access',
    ...(value && { codeChallenge: { value, method: 'S256' as const } }),
  });
}

async function tokens(stage: Stage): Promise<{ access_token: string; id_token: string; refresh_token: string }> {
  stage.configure({ redirectUri: REDIRECT_URI });
  return stage.client.getAccessTokenByCode(code(stage));
}

/** OpenID Connect, OAuth 2.0 and CAS. */
export const oidcRuns: Runs = {
  async getAccessTokenByCode(stage) {
    for (const protocol of ['oidc', 'oauth']) {
      for (const tokenEndPointAuthMethod of authMethods.slice(0, 2)) {
        stage.configure({ redirectUri: REDIRECT_URI, protocol, tokenEndPointAuthMethod });
        const verifier = stage.client.generateCodeChallenge();
        assert.ok((await stage.call(code(stage, verifier), { codeVerifier: verifier })).access_token);
      }
    }
  },
  async getNewAccessTokenByRefreshToken(stage) {
    let { refresh_token: token } = await tokens(stage);
    for (const tokenEndPointAuthMethod of authMethods.slice(0, 2)) {
      stage.configure({ tokenEndPointAuthMethod });
      ({ refresh_token: token } = await stage.call(token));
      assert.ok(token);
    }
  },
  async getAccessTokenByIdToken(stage) {
    stage.configure({ appId: PUBLIC_APP_ID });
    const idToken = stage.server.admin.issueToken(PUBLIC_APP_ID, stage.ada);
    assert.ok((await stage.call({ redirectUri: REDIRECT_URI, idToken, scope: 'openid' })).access_token);
  },
  async getAccessTokenByClientCredentials(stage) {
    assert.ok((await stage.call('read', { accessKey: 'machine', accessSecret: 'machine-secret' })).access_token);
  },
  async getUserInfoByAccessToken(stage) {
    const { access_token: token } = await tokens(stage);
    const posts = ['query', 'header', 'body'].map((tokenPlace) => ({ method: 'POST', tokenPlace }));
    for (const way of [undefined, { method: 'GET', tokenPlace: 'header' }, ...posts]) {
      assert.equal((await stage.call(token, way)).sub, stage.ada);
    }
  },
  async introspectToken(stage) {
    const { access_token: token } = await tokens(stage);
    for (const introspectionEndPointAuthMethod of authMethods.slice(0, 2)) {
      stage.configure({ introspectionEndPointAuthMethod });
      assert.equal((await stage.call(token)).active, true);
    }
  },
  async revokeToken(stage) {
    for (const revocationEndPointAuthMethod of authMethods.slice(0, 2)) {
      const { access_token: token } = await tokens(stage);
      stage.configure({ revocationEndPointAuthMethod });
      assert.equal(await stage.call(token), true);
      assert.equal((await stage.client.introspectToken(token)).active, false);
    }
  },
  async validateToken(stage) {
    const { access_token: accessToken, id_token: idToken } = await tokens(stage);
    assert.equal((await stage.call({ accessToken })).sub, stage.ada);
    assert.equal((await stage.call({ idToken })).sub, stage.ada);
  },
  async buildAuthorizeUrl(stage) {
    stage.configure({ redirectUri: REDIRECT_URI });
    const url = new URL(stage.call({ scope: 'openid offline_access', codeChallenge: 'x'.repeat(43), codeChallengeMethod: 'S256' }));
    assert.equal(url.pathname, '/oidc/auth');
    assert.equal(url.searchParams.get('client_id'), APP_ID);
    assert.equal(url.searchParams.get('prompt'), 'consent');
    assert.match(url.searchParams.get('state') ?? '', /^\w{16}$/);
    const paths = ['oauth', 'saml', 'cas'].map((protocol) => {
      stage.configure({ protocol, redirectUri: REDIRECT_URI });
      return new URL(stage.call({ service: SERVICE })).pathname;
    });
    assert.deepEqual(paths, ['/oauth/auth', `/api/v2/saml-idp/${APP_ID}`, `/cas-idp/${APP_ID}`]);
  },
  async buildLogoutUrl(stage) {
    assert.equal(new URL(stage.call()).pathname, '/login/profile/logout');
    assert.equal(new URL(stage.call({ expert: true, redirectUri: REDIRECT_URI, idToken: 'token' })).pathname, '/oidc/session/end');
    stage.configure({ protocol: 'cas' });
    assert.equal(new URL(stage.call({ redirectUri: SERVICE })).pathname, '/cas-idp/logout');
  },
  async generateCodeChallenge(stage) {
    assert.match(stage.call(), /^[A-Za-z0-9]{43}$/);
  },
  async getCodeChallengeDigest(stage) {
    // RFC 7636, appendix B.
    const codeChallenge = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    assert.equal(stage.call({ codeChallenge, method: 'S256' }), 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
    assert.equal(stage.call({ codeChallenge, method: 'plain' }), codeChallenge);
  },
  async validateTicketV1(stage) {
    assert.equal((await stage.call(stage.server.admin.issueCasTicket(APP_ID, stage.ada, SERVICE), SERVICE)).valid, true);
    assert.equal((await stage.call('ST-0', SERVICE)).valid, false);
  },
  async validateTicketV2(stage) {
    const ticket = (): string => stage.server.admin.issueCasTicket(APP_ID, stage.ada, SERVICE);
    assert.equal((await stage.call(ticket(), SERVICE)).serviceResponse.authenticationSuccess.user, stage.ada);
    assert.match(await stage.call(ticket(), SERVICE, 'XML'), /<cas:authenticationSuccess>/);
  },
  async trackSession(stage) {
    // Sessions of a browser are kept in cookies, of which a mini program has none.
    assert.equal((await stage.call()).session, null);
  },
};
