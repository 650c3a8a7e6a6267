// The clock as it will be in a year, for programs that should not look at it.
const yearMillis = 366 * 24 * 60 * 60 * 1000;
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [RealDate.now() + yearMillis] : given));
  }
  static now() {
    return RealDate.now() + yearMillis;
  }
};
