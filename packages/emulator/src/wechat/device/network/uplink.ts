import type { UploadFault } from '../device-faults';

/** How far an upload got. */
export interface UploadProgress {
  /** Whole per cent. */
  progress: number;
  totalBytesSent: number;
  totalBytesExpectedToSend: number;
}

/** No more events than this for one upload, however large, nor pieces smaller than 16 KiB. */
const MAX_EVENTS = 20;
const MIN_PIECE = 16 * 1024;

/**
 * The modelled uplink: sends `total` bytes piece by piece at a constant speed and tells after each piece how far it got.
 * @returns starts the upload; its result stops it
 */
export function createUplink(
  total: number,
  bytesPerSecond: number,
  onProgress: (progress: UploadProgress) => void,
): (done: () => void, broken: () => void, fault: UploadFault | undefined) => () => void {
  const piece = Math.max(MIN_PIECE, Math.ceil(total / MAX_EVENTS));
  return (done, broken, fault) => {
    const breaksAt = fault?.kind === 'interrupted' ? Math.floor(total * fault.at) : Infinity;
    let sent = 0;
    let timer: ReturnType<typeof setTimeout>;
    const sendPiece = (): void => {
      const size = Math.min(piece, total - sent);
      timer = setTimeout(
        () => {
          if (sent + size > breaksAt) return broken();
          sent += size;
          onProgress({ progress: Math.floor((sent / total) * 100), totalBytesSent: sent, totalBytesExpectedToSend: total });
          if (sent < total) sendPiece();
          else done();
        },
        (size / bytesPerSecond) * 1000,
      );
    };
    sendPiece();
    return () => clearTimeout(timer);
  };
}
