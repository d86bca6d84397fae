/** Fills the form with the person whose button is pressed. */
export const fillScript = `
for (const button of document.querySelectorAll('[data-username]')) {
  button.addEventListener('click', () => {
    document.getElementById('username').value = button.dataset.username;
    document.getElementById('password').value = button.dataset.password;
    document.getElementById('sign-in').focus();
  });
}
`;
