// Photos, made small on the device: at most 1,280 px, JPEG, about 200 KB. Drawing the picture anew leaves out everything
// that stood beside it in the file, the place where it was taken among it. Runs itself again as a worker where it can.

const LONGEST_SIDE = 1_280;
const ENOUGH = 200 * 1_024;
// Tried in order until the file is small enough; the last one is taken as it comes.
const TRIES = [
  [LONGEST_SIDE, 0.7],
  [LONGEST_SIDE, 0.5],
  [1_024, 0.5],
];
const PATIENCE = 20_000;

async function redrawn(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  let blob;
  for (const [side, quality] of TRIES) {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    const width = Math.max(1, Math.round(picture.width * scale));
    const height = Math.max(1, Math.round(picture.height * scale));
    blob = await drawn(picture, width, height, quality);
    if (blob.size <= ENOUGH) break;
  }
  picture.close();
  return blob;
}

function drawn(picture, width, height, quality) {
  if (typeof OffscreenCanvas === "function") {
    const canvas = new OffscreenCanvas(width, height);
    paint(canvas, picture, width, height);
    return canvas.convertToBlob({ type: "image/jpeg", quality });
  }
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  paint(canvas, picture, width, height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/jpeg", quality);
  });
}

function paint(canvas, picture, width, height) {
  const context = canvas.getContext("2d", { alpha: false });
  context.fillStyle = "white"; // What was see-through would turn black in a JPEG.
  context.fillRect(0, 0, width, height);
  context.drawImage(picture, 0, 0, width, height);
}

let worker;

function asWorker() {
  if (worker === undefined) {
    try {
      worker = typeof OffscreenCanvas === "function" ? new Worker(import.meta.url, { type: "module" }) : null;
    } catch {
      worker = null;
    }
  }
  return worker;
}

function besideThePage(file) {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    const failed = () => {
      worker = null;
      reject(new Error("no worker"));
    };
    const late = setTimeout(failed, PATIENCE);
    worker.onerror = failed;
    port1.onmessage = ({ data }) => {
      clearTimeout(late);
      if (data.blob) resolve(data.blob);
      else reject(new Error(data.error));
    };
    worker.postMessage(file, [port2]);
  });
}

/** A file as it is sent: a picture small and without its position, anything else (or a picture that this browser cannot
 *  read) as it came. Says {blob, name}. */
export async function prepared(file) {
  if (!file.type.startsWith("image/")) return { blob: file, name: file.name };
  try {
    const blob = asWorker() ? await besideThePage(file).catch(() => redrawn(file)) : await redrawn(file);
    return { blob, name: `${file.name.replace(/\.[^.]*$/, "")}.jpg` };
  } catch {
    return { blob: file, name: file.name };
  }
}

/** A small square of a picture, for a canvas of the page; a file that is no picture leaves it as it is. */
export async function thumbnail(blob, canvas) {
  if (!blob.type.startsWith("image/")) return;
  const picture = await createImageBitmap(blob);
  const side = Math.min(picture.width, picture.height);
  const [x, y] = [(picture.width - side) / 2, (picture.height - side) / 2];
  canvas.getContext("2d").drawImage(picture, x, y, side, side, 0, 0, canvas.width, canvas.height);
  picture.close();
}

if (typeof document === "undefined") {
  onmessage = async ({ data, ports }) => {
    try {
      ports[0].postMessage({ blob: await redrawn(data) });
    } catch (error) {
      ports[0].postMessage({ error: String(error) });
    }
  };
}
