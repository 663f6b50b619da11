import type { Benchmark } from './figures';
export const editSpeed: Benchmark = { name: 'edit', title: 'x', method: '', run: async () => [] };
