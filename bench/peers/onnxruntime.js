#!/usr/bin/env node
// Times ONNX Runtime on the CPU: onnxruntime.js FILE.onnx BATCH CxHxW [--threads N] [--seconds S]
// Prints one JSON object with the fields of `resnetgen bench --json`. Needs the npm package onnxruntime-node where NODE_PATH finds it.
const os = require('os');
const runtime = require('onnxruntime-node');

const [file, batch, input, ...options] = process.argv.slice(2);
const option = (name, value) => (options.includes(name) ? Number(options[options.indexOf(name) + 1]) : value);

(async () => {
  const shape = [Number(batch), ...input.split('x').map(Number)];
  const session = await runtime.InferenceSession.create(file, { intraOpNumThreads: option('--threads', os.availableParallelism()), graphOptimizationLevel: 'all' });
  const images = Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => Math.random() * 2 - 1);
  const feeds = { [session.inputNames[0]]: new runtime.Tensor('float32', images, shape) };
  for (let i = 0; i < 5; i++) await session.run(feeds);
  const times = [];
  const start = performance.now();
  while (times.length < 5 || performance.now() - start < option('--seconds', 3) * 1000) {
    const before = performance.now();
    await session.run(feeds);
    times.push(performance.now() - before);
  }
  times.sort((a, b) => a - b);
  console.log(JSON.stringify({
    peer: `ONNX Runtime ${require('onnxruntime-node/package.json').version}`, mode: 'infer', batch: shape[0], dtype: 'f32',
    median_ms: Number(times[times.length >> 1].toFixed(4)), min_ms: Number(times[0].toFixed(4)), runs: times.length,
    peak_rss_mb: Math.round(process.resourceUsage().maxRSS / 1024),
  }));
})();
