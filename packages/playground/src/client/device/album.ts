/** What the person has to choose from: their WeChat avatar, then a few pictures. Drawn here, so that nothing needs to be downloaded. */
import type { DevicePicture } from 'authing-miniapp-emulator/wechat/device';

/** px */
const SIZE = 320;

type Draw = (context: CanvasRenderingContext2D) => void;

/** @param person which of the users; everybody has another avatar */
export function drawAlbum(person: number): Promise<DevicePicture[]> {
  const portraits = person % 2 === 0 ? [hills, sea] : [sea, hills];
  return Promise.all([...portraits, leaf, moon].map(picture));
}

async function picture(draw: Draw): Promise<DevicePicture> {
  const canvas = new OffscreenCanvas(SIZE, SIZE);
  // The part of the interface used here is the same for both kinds of canvas.
  draw(canvas.getContext('2d') as unknown as CanvasRenderingContext2D);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return { bytes: new Uint8Array(await blob.arrayBuffer()), width: SIZE, height: SIZE, type: 'png' };
}

function sky(context: CanvasRenderingContext2D, ...colours: string[]): void {
  const gradient = context.createLinearGradient(0, 0, 0, SIZE);
  colours.forEach((colour, index) => gradient.addColorStop(index / (colours.length - 1), colour));
  context.fillStyle = gradient;
  context.fillRect(0, 0, SIZE, SIZE);
}

function disc(context: CanvasRenderingContext2D, x: number, y: number, radius: number, colour: string): void {
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
}

/** A ridge or a wave across the picture, filled down to its lower edge. */
function wave(context: CanvasRenderingContext2D, level: number, height: number, phase: number, colour: string): void {
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(0, SIZE);
  for (let x = 0; x <= SIZE; x += 4)
    context.lineTo(x, level + Math.sin(x / 52 + phase) * height + Math.sin(x / 23 + phase * 2) * height * 0.25);
  context.lineTo(SIZE, SIZE);
  context.fill();
}

const hills: Draw = (context) => {
  sky(context, '#f7b267', '#f79d65', '#f4845f');
  disc(context, 214, 118, 46, '#ffe8c2');
  wave(context, 190, 26, 0.4, '#b5505b');
  wave(context, 226, 22, 2.1, '#7d3c5d');
  wave(context, 268, 16, 3.8, '#4a2c50');
};

const sea: Draw = (context) => {
  sky(context, '#cfeaf5', '#8fd0e6');
  disc(context, 96, 96, 38, '#fff6d8');
  wave(context, 176, 8, 0, '#4fa9c9');
  wave(context, 214, 10, 1.7, '#2f86ad');
  wave(context, 258, 12, 3.1, '#1d5f86');
};

const leaf: Draw = (context) => {
  sky(context, '#eaf5e4', '#cfe8c4');
  context.fillStyle = '#4c9a5d';
  context.beginPath();
  context.moveTo(80, 250);
  context.bezierCurveTo(70, 110, 180, 70, 258, 62);
  context.bezierCurveTo(262, 170, 214, 262, 80, 250);
  context.fill();
  context.strokeStyle = '#2f6f41';
  context.lineWidth = 7;
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(58, 280);
  context.quadraticCurveTo(130, 170, 220, 104);
  context.stroke();
};

const moon: Draw = (context) => {
  sky(context, '#1c2541', '#3a506b');
  disc(context, 196, 120, 54, '#f4f1de');
  disc(context, 172, 104, 48, '#28365a');
  for (const [x, y, radius] of [
    [70, 70, 3],
    [110, 160, 2],
    [52, 208, 2.5],
    [250, 236, 2],
    [138, 54, 2],
  ] as const)
    disc(context, x, y, radius, '#ffffff');
  wave(context, 276, 14, 1, '#141b33');
};
