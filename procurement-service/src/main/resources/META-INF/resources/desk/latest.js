/**
 * Runs one load at a time. Whoever asks meanwhile gets one more at the end, not one for each: what is drawn is always
 * of the newest question, and answers that come late are never drawn over newer ones.
 */
export function latest(load) {
  let running = false;
  let again = false;
  return async function ask() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      do {
        again = false;
        await load(() => again);
      } while (again);
    } finally {
      running = false;
    }
  };
}
