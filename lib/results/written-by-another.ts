/** Somebody else writes this run: at this key stands something else than what was to be written. */
export class WrittenByAnother extends Error {
  override readonly name = 'WrittenByAnother';
  /** `s3://bucket/runs/<id>/journal/000007.json` */
  readonly key: string;

  constructor(key: string) {
    super(`${key}: another writer has put something else there`);
    this.key = key;
  }
}
