/** Jest reporter: why each test was skipped, then the run in one line that a log reader can find. */
export default class ClosingLine {
  onRunComplete(_contexts, results) {
    const skipped = results.numPendingTests + results.numTodoTests;
    const failedSuites = results.numRuntimeErrorTestSuites;
    for (const suite of results.testResults)
      for (const test of suite.testResults)
        if (test.status === 'pending') console.log(`skipped: ${test.fullName}`);
    console.log(
      `${results.numPassedTests} passed, ${results.numFailedTests + failedSuites} failed, ${skipped} skipped`,
    );
  }
}
