import { ensureChromium, findChromium, type Machine } from '../../tools/demo/chromium';

/** A machine with these programs; `apt-get install` adds a chromium if it is said to. */
function machine(programs: string[], settings: Partial<Machine> & { installs?: boolean } = {}): Machine & { commands: string[] } {
  const { installs = false, ...rest } = settings;
  const commands: string[] = [];
  return {
    env: { PATH: '/usr/local/bin:/usr/bin' },
    platform: 'linux',
    uid: 0,
    runs: (path) => programs.includes(path),
    run(command, args) {
      commands.push([command, ...args].join(' '));
      if (installs && args.includes('install')) programs.push('/usr/bin/chromium');
      return { ok: true };
    },
    commands,
    ...rest,
  };
}

describe('findChromium', () => {
  it('takes CHROMIUM_PATH first', () => {
    const env = { PATH: '/usr/bin', CHROMIUM_PATH: '/opt/mine' };
    expect(findChromium(machine(['/usr/bin/chromium', '/opt/mine'], { env }))).toBe('/opt/mine');
  });

  it('does not pass over a CHROMIUM_PATH that leads nowhere', () => {
    const env = { CHROMIUM_PATH: '/opt/gone' };
    expect(() => findChromium(machine(['/usr/bin/chromium'], { env }))).toThrow('CHROMIUM_PATH is /opt/gone');
  });

  it('looks along the search path, then in the usual places', () => {
    expect(findChromium(machine(['/usr/local/bin/google-chrome']))).toBe('/usr/local/bin/google-chrome');
    expect(findChromium(machine(['/snap/bin/chromium']))).toBe('/snap/bin/chromium');
    expect(findChromium(machine([]))).toBeUndefined();
  });
});

describe('ensureChromium', () => {
  it('installs nothing when there is one', () => {
    const here = machine(['/usr/bin/chromium', '/usr/bin/apt-get']);
    expect(ensureChromium(here)).toBe('/usr/bin/chromium');
    expect(here.commands).toEqual([]);
  });

  it('installs it where it may, package lists first', () => {
    const here = machine(['/usr/bin/apt-get'], { installs: true });
    expect(ensureChromium(here)).toBe('/usr/bin/chromium');
    expect(here.commands).toEqual(['apt-get update -qq', 'apt-get install -y -qq --no-install-recommends chromium']);
  });

  it.each([
    ['not root', machine(['/usr/bin/apt-get'], { uid: 1000 })],
    ['no apt-get', machine([])],
    ['no Linux', machine(['/usr/bin/apt-get'], { platform: 'darwin' })],
  ])('says in one line what to install: %s', (_why, here) => {
    expect(() => ensureChromium(here)).toThrow(/^No Chromium here: install it .*CHROMIUM_PATH[^\n]*$/);
    expect(here.commands).toEqual([]);
  });

  it('says it too when the installation did not help', () => {
    expect(() => ensureChromium(machine(['/usr/bin/apt-get']))).toThrow('No Chromium here');
  });
});
