import assert from 'node:assert/strict';
import { APP_ID, PUBLIC_APP_ID, REDIRECT_URI, SERVICE } from '../fixture';
import type { Cases, Fixture } from '../fixture';

const authMethods = ['client_secret_post', 'client_secret_basic', 'none'] as const;

/** A code for tokens, as if Ada had come back from the authorization page; PKCE where the client has no secret to show. */
function code(fixture: Fixture, verifier?: string): string {
  const value = verifier && fixture.client.getCodeChallengeDigest({ codeChallenge: verifier, method: 'S256' });
  return fixture.server.admin.authorize(APP_ID, fixture.ada, {
    redirectUri: REDIRECT_URI,
    scope: 'openid profile offline_access',
    ...(value && { codeChallenge: { value, method: 'S256' as const } }),
  });
}

async function tokens(fixture: Fixture): Promise<{ access_token: string; id_token: string; refresh_token: string }> {
  fixture.configure({ redirectUri: REDIRECT_URI });
  return fixture.client.getAccessTokenByCode(code(fixture));
}

/** OpenID Connect, OAuth 2.0 and CAS. */
export const oidcCases: Cases = {
  async getAccessTokenByCode(fixture) {
    for (const protocol of ['oidc', 'oauth']) {
      for (const tokenEndPointAuthMethod of authMethods.slice(0, 2)) {
        fixture.configure({ redirectUri: REDIRECT_URI, protocol, tokenEndPointAuthMethod });
        const verifier = fixture.client.generateCodeChallenge();
        assert.ok((await fixture.call(code(fixture, verifier), { codeVerifier: verifier })).access_token);
      }
    }
  },
  async getNewAccessTokenByRefreshToken(fixture) {
    let { refresh_token: token } = await tokens(fixture);
    for (const tokenEndPointAuthMethod of authMethods.slice(0, 2)) {
      fixture.configure({ tokenEndPointAuthMethod });
      ({ refresh_token: token } = await fixture.call(token));
      assert.ok(token);
    }
  },
  async getAccessTokenByIdToken(fixture) {
    fixture.configure({ appId: PUBLIC_APP_ID });
    const idToken = fixture.server.admin.issueToken(PUBLIC_APP_ID, fixture.ada);
    assert.ok((await fixture.call({ redirectUri: REDIRECT_URI, idToken, scope: 'openid' })).access_token);
  },
  async getAccessTokenByClientCredentials(fixture) {
    assert.ok((await fixture.call('read', { accessKey: 'machine', accessSecret: 'machine-secret' })).access_token);
  },
  async getUserInfoByAccessToken(fixture) {
    const { access_token: token } = await tokens(fixture);
    const posts = ['query', 'header', 'body'].map((tokenPlace) => ({ method: 'POST', tokenPlace }));
    for (const way of [undefined, { method: 'GET', tokenPlace: 'header' }, ...posts]) {
      assert.equal((await fixture.call(token, way)).sub, fixture.ada);
    }
  },
  async introspectToken(fixture) {
    const { access_token: token } = await tokens(fixture);
    for (const introspectionEndPointAuthMethod of authMethods.slice(0, 2)) {
      fixture.configure({ introspectionEndPointAuthMethod });
      assert.equal((await fixture.call(token)).active, true);
    }
  },
  async revokeToken(fixture) {
    for (const revocationEndPointAuthMethod of authMethods.slice(0, 2)) {
      const { access_token: token } = await tokens(fixture);
      fixture.configure({ revocationEndPointAuthMethod });
      assert.equal(await fixture.call(token), true);
      assert.equal((await fixture.client.introspectToken(token)).active, false);
    }
  },
  async validateToken(fixture) {
    const { access_token: accessToken, id_token: idToken } = await tokens(fixture);
    assert.equal((await fixture.call({ accessToken })).sub, fixture.ada);
    assert.equal((await fixture.call({ idToken })).sub, fixture.ada);
  },
  async buildAuthorizeUrl(fixture) {
    fixture.configure({ redirectUri: REDIRECT_URI });
    const url = new URL(fixture.call({ scope: 'openid offline_access', codeChallenge: 'x'.repeat(43), codeChallengeMethod: 'S256' }));
    assert.equal(url.pathname, '/oidc/auth');
    assert.equal(url.searchParams.get('client_id'), APP_ID);
    assert.equal(url.searchParams.get('prompt'), 'consent');
    assert.match(url.searchParams.get('state') ?? '', /^\w{16}$/);
    const paths = ['oauth', 'saml', 'cas'].map((protocol) => {
      fixture.configure({ protocol, redirectUri: REDIRECT_URI });
      return new URL(fixture.call({ service: SERVICE })).pathname;
    });
    assert.deepEqual(paths, ['/oauth/auth', `/api/v2/saml-idp/${APP_ID}`, `/cas-idp/${APP_ID}`]);
  },
  async buildLogoutUrl(fixture) {
    assert.equal(new URL(fixture.call()).pathname, '/login/profile/logout');
    assert.equal(new URL(fixture.call({ expert: true, redirectUri: REDIRECT_URI, idToken: 'token' })).pathname, '/oidc/session/end');
    fixture.configure({ protocol: 'cas' });
    assert.equal(new URL(fixture.call({ redirectUri: SERVICE })).pathname, '/cas-idp/logout');
  },
  async generateCodeChallenge(fixture) {
    assert.match(fixture.call(), /^[A-Za-z0-9]{43}$/);
  },
  async getCodeChallengeDigest(fixture) {
    // RFC 7636, appendix B.
    const codeChallenge = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    assert.equal(fixture.call({ codeChallenge, method: 'S256' }), 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
    assert.equal(fixture.call({ codeChallenge, method: 'plain' }), codeChallenge);
  },
  async validateTicketV1(fixture) {
    assert.equal((await fixture.call(fixture.server.admin.issueCasTicket(APP_ID, fixture.ada, SERVICE), SERVICE)).valid, true);
    assert.equal((await fixture.call('ST-0', SERVICE)).valid, false);
  },
  async validateTicketV2(fixture) {
    const ticket = (): string => fixture.server.admin.issueCasTicket(APP_ID, fixture.ada, SERVICE);
    assert.equal((await fixture.call(ticket(), SERVICE)).serviceResponse.authenticationSuccess.user, fixture.ada);
    assert.match(await fixture.call(ticket(), SERVICE, 'XML'), /<cas:authenticationSuccess>/);
  },
  async trackSession(fixture) {
    // Sessions of a browser are kept in cookies, of which a mini program has none.
    assert.equal((await fixture.call()).session, null);
  },
};
