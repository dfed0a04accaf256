import { growthFaults, type GrowthResult } from '../../../bench/parts/growth';
import { roundTripFaults, type RoundTripResult } from '../../../bench/parts/round-trips';

const page = (changes: Partial<GrowthResult> = {}): GrowthResult => ({
  component: 'login-button',
  signedIn: true,
  buttons: 1,
  logins: 1,
  storageReads: 1,
  requests: 0,
  setDataPerButton: 2,
  ...changes,
});

describe('growth', () => {
  it('is content while a hundred buttons cost what one costs', () => {
    expect(growthFaults([page(), page({ buttons: 100 }), page({ component: 'avatar-picker', logins: 0 })])).toEqual([]);
  });

  it.each([
    ['a login for each button', { buttons: 100, logins: 100 }, '100 x login-button: 100 wx.login instead of one.'],
    ['a read for each button', { buttons: 100, storageReads: 100 }, '100 x login-button: 100 Storage reads.'],
    ['a second read when somebody is signed in', { storageReads: 2 }, '1 x login-button: 2 Storage reads.'],
    [
      'more setData the more buttons there are',
      { buttons: 100, setDataPerButton: 3 },
      '100 x login-button: 3 setData a button, 2 for a button alone.',
    ],
  ])('finds %s', (_what, changes, fault) => {
    expect(growthFaults([page(), page(changes)])).toEqual([fault]);
  });

  it("lets an app without a session look for the predecessor's", () => {
    expect(growthFaults([page({ signedIn: false, storageReads: 2 })])).toEqual([]);
    expect(growthFaults([page({ signedIn: false, storageReads: 3 })])).toHaveLength(1);
  });
});

describe('round trips', () => {
  const tap = (changes: Partial<RoundTripResult> = {}): RoundTripResult => ({
    flow: 'login-button',
    outcome: 'login',
    authing: 1,
    logins: 0,
    gate: 1,
    ...changes,
  });

  it('is content with one request and the right event', () => {
    expect(roundTripFaults([tap()])).toEqual([]);
  });

  it('finds a second round trip, to Authing or to WeChat, and a wrong outcome', () => {
    expect(roundTripFaults([tap({ authing: 2 }), tap({ logins: 1 }), tap({ outcome: 'error' })])).toEqual([
      'login-button: 2 requests and 0 wx.login after the tap, the gate is 1.',
      'login-button: 1 requests and 1 wx.login after the tap, the gate is 1.',
      'login-button: ended in "error" instead of "login".',
    ]);
  });

  it('judges no one else', () => {
    const { gate: _gate, ...others } = tap({ flow: 'a peer', authing: 5, logins: 5, outcome: 'rejected' });
    expect(roundTripFaults([others])).toEqual([]);
  });
});
