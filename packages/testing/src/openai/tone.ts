const RATE = 24_000;
const PITCH = 440;

/** A sine tone as a WAV file: mono, 16 bit, 48 kB a second. */
export function tone(seconds: number): Uint8Array {
  const size = seconds * RATE * 2;
  const wav = Buffer.alloc(44 + size);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(36 + size, 4);
  wav.write("WAVEfmt ", 8);
  wav.writeUInt32LE(16, 16); // length of the format block
  wav.writeUInt16LE(1, 20); // uncompressed
  wav.writeUInt16LE(1, 22); // channels
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 2, 28); // bytes a second
  wav.writeUInt16LE(2, 32); // bytes a sample
  wav.writeUInt16LE(16, 34); // bits a sample
  wav.write("data", 36);
  wav.writeUInt32LE(size, 40);
  for (let i = 0; i < seconds * RATE; i++) {
    wav.writeInt16LE(Math.round(8_000 * Math.sin((2 * Math.PI * PITCH * i) / RATE)), 44 + i * 2);
  }
  return wav;
}
