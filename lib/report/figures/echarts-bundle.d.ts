/** The library in one file has the types of the library in many. */
declare module 'echarts/dist/echarts.esm.min.mjs' {
  export * from 'echarts';
}
