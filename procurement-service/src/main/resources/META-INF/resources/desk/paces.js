/** The least time from month to month, as orders and the API say it. */
export const PACES = [['0ms', 'as fast as it can'], ['100ms', '10 months a second'], ['250ms', '4 months a second'],
  ['500ms', '2 months a second'], ['1000ms', 'a month a second'], ['3000ms', 'a month in 3 s']];
