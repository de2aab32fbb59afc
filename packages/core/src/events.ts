/** Tells a listener; what it throws, now or later, is its own affair. */
export const emit: <E>(listener: ((event: E) => unknown) | undefined, event: E) => void = async (
  listener,
  event,
) => {
  try {
    await listener?.(event);
  } catch {
    // A listener changes nothing.
  }
};
