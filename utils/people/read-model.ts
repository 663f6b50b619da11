import { readRoot, type Table } from './flatbuffer';

/** Numbers in rows, the last dimension's ones side by side: batch, rows, columns, channels. */
export interface Tensor {
  readonly shape: readonly number[];
  /** What the file holds of it: weights; undefined for what is computed. */
  readonly weights: Float32Array | undefined;
}

/** What the operators are called here; the numbers are TensorFlow Lite's. */
const operatorKinds = {
  0: 'add',
  1: 'average-pool',
  3: 'conv',
  4: 'depthwise-conv',
  6: 'dequantize',
  14: 'logistic',
  18: 'multiply',
  19: 'relu',
  23: 'resize-bilinear',
  117: 'hard-swish',
} as const satisfies Readonly<Record<number, string>>;

/** The one operator of MediaPipe's own: a transposed convolution, whose bias is given. */
const transposedConv = 'Convolution2DTransposeBias';

export type OperatorKind = (typeof operatorKinds)[keyof typeof operatorKinds] | 'transposed-conv';

/** One step of a network. */
export interface Operator {
  readonly kind: OperatorKind;
  /** Indices of tensors. */
  readonly inputs: readonly number[];
  readonly output: number;
  /** By the schema's own field numbers. */
  readonly options: Table | undefined;
}

/** A network as its file has it: operators in an order in which they can be run. */
export interface Model {
  readonly tensors: readonly Tensor[];
  readonly operators: readonly Operator[];
  /** Indices of tensors. */
  readonly input: number;
  readonly output: number;
}

/** The custom code stands in place of a number. */
const customCode = 32;

/**
 * Reads a network of 32 or 16 bit floats from a TensorFlow Lite file. Field numbers are those of `schema.fbs` in TensorFlow.
 * @throws Error where the file is none, or holds what this can't run; RangeError where it is cut off
 */
export function readModel(file: ArrayBuffer): Model {
  const root = readRoot(file, 'TFL3');
  const kinds = root.tables(1).map(kindOf);
  const [graph] = root.tables(2);
  if (!graph) throw new Error('The file holds no network');
  const buffers = root.tables(4);
  const tensors = graph.tables(0).map((tensor) => ({
    shape: tensor.ints(0),
    weights: weightsOf(tensor, buffers[tensor.uint(2)]),
  }));
  const [input = 0] = graph.ints(1);
  const [output = 0] = graph.ints(2);
  const operators = graph.tables(3).map((operator) => {
    const kind = kinds[operator.uint(0)];
    const [result] = operator.ints(2);
    if (!kind || result === undefined) throw new Error('An operator lacks its kind or its result');
    return { kind, inputs: operator.ints(1), output: result, options: operator.table(4) };
  });
  return { tensors, operators, input, output };
}

function kindOf(code: Table): OperatorKind {
  // Newer files have numbers above 127 in a field of their own.
  const number = code.int(3) || code.byte(0);
  if (number === customCode && code.text(1) === transposedConv) return 'transposed-conv';
  const kind = (operatorKinds as Readonly<Record<number, OperatorKind>>)[number];
  if (!kind) throw new Error(`Operator ${number} ${code.text(1)} can't be run`);
  return kind;
}

/** Types of a tensor's numbers. */
const [float32, float16, int32] = [0, 1, 2];

function weightsOf(tensor: Table, buffer: Table | undefined): Float32Array | undefined {
  const bytes = buffer?.bytes(0);
  if (!bytes || bytes.length === 0) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = tensor.byte(1);
  if (type !== float32 && type !== float16 && type !== int32)
    throw new Error(`Numbers of type ${type} can't be read`);
  const width = type === float16 ? 2 : 4;
  const weights = new Float32Array(bytes.length / width);
  for (let i = 0, at = 0; i < weights.length; i += 1, at += width) {
    if (type === float16) weights[i] = half(view, at);
    else weights[i] = type === float32 ? view.getFloat32(at, true) : view.getInt32(at, true);
  }
  return weights;
}

/** A number of 16 bits: sign, 5 bits of exponent, 10 of fraction (IEEE 754 binary16). */
export function half(view: DataView, at: number): number {
  const bits = view.getUint16(at, true);
  const sign = bits >> 15 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = (bits & 1023) / 1024;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return exponent === 0 ? sign * fraction * 2 ** -14 : sign * (1 + fraction) * 2 ** (exponent - 15);
}
