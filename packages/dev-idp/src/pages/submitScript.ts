/** Posts the form of the page at once. */
export const submitScript = `
document.forms[0].submit();
`;
