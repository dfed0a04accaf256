/** Where the browser finds what a mini program calls by a path. */
import type { Device } from 'authing-miniapp-emulator/wechat/device';

/** Addresses of temp files, made once each. */
const files = new Map<string, string>();

/** `from`: path of the component that names `src`. */
export function assetAddress(src: string, from: string, device: Device | undefined): string {
  if (/^(https?:|data:|blob:)/.test(src)) return src;
  if (src.startsWith('wxfile://') || src.startsWith('http://tmp')) return fileAddress(src, device);
  const path = new URL(src, `file:///${from}`).pathname;
  return `/project${path}`;
}

function fileAddress(path: string, device: Device | undefined): string {
  const known = files.get(path);
  if (known !== undefined) return known;
  const bytes = device?.files.read(path);
  if (bytes === undefined) return '';
  const address = URL.createObjectURL(new Blob([bytes as BlobPart]));
  files.set(path, address);
  return address;
}

/** A restarted mini program has other temp files, under the same names. */
export function forgetFiles(): void {
  for (const address of files.values()) URL.revokeObjectURL(address);
  files.clear();
}
