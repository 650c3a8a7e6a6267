// Calls an exported handler for each message, as Lambda's runtime does: `lambda-runtime.mjs FILE NAME`.
const [file, name] = process.argv.slice(2);
const { [name]: handler } = await import(file);
let hurried = false;
process.on('message', async ({ id, event, timeoutMillis, hurry }) => {
  if (hurry) {
    hurried = true;
    return;
  }
  hurried = false;
  const end = Date.now() + timeoutMillis;
  const getRemainingTimeInMillis = () => (hurried ? 0 : end - Date.now());
  try {
    const result = await handler(event, { awsRequestId: String(id), getRemainingTimeInMillis });
    process.send({ id, result: result ?? null });
  } catch (error) {
    process.send({ id, error: String(error.message) });
  }
});
