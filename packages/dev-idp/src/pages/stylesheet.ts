/** The look of every page, in light and dark, down to a phone. */
export const stylesheet = `
:root {
  --page: #eef1f6; --surface: #ffffff; --text: #172033; --quiet: #56607a;
  --line: #d3d9e6; --accent: #3550c8; --accent-strong: #2a41a8;
  --on-accent: #ffffff; --soft: #f5f7fb; --alert: #a3182b; --alert-soft: #fdecee;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0d1220; --surface: #171e30; --text: #edf0f8; --quiet: #a5b0c9;
    --line: #354160; --accent: #9db0ff; --accent-strong: #bac7ff;
    --on-accent: #101833; --soft: #1e2740; --alert: #ffb3bc; --alert-soft: #43202a;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; padding: 1.5rem 1rem; display: flex;
  flex-direction: column; align-items: center; justify-content: center; gap: 1rem;
  background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;
}
.card {
  width: 100%; max-width: 27rem; padding: 2rem; background: var(--surface);
  border: 1px solid var(--line); border-radius: 1.25rem;
  box-shadow: 0 1rem 3rem rgb(10 20 50 / 12%);
}
header { display: flex; align-items: center; gap: 1rem; margin-bottom: 1.5rem; }
.emblem { width: 3rem; height: 3rem; flex: none; color: var(--accent); }
h1 { margin: 0; font-size: 1.5rem; line-height: 1.2; }
h2 { margin: 0 0 .625rem; font-size: .875rem; font-weight: 600; color: var(--quiet); }
p { margin: 0 0 1rem; }
.eyebrow { margin: 0; font-size: .8125rem; color: var(--quiet); }
.notice { margin: 0; font-size: .8125rem; color: var(--quiet); text-align: center; }
.alert {
  padding: .75rem 1rem; border-radius: .75rem; color: var(--alert);
  background: var(--alert-soft); font-weight: 500;
}
label { display: block; margin-bottom: .25rem; font-weight: 600; font-size: .9375rem; }
input {
  width: 100%; margin-bottom: 1rem; padding: .6875rem .875rem; font: inherit;
  color: inherit; background: var(--soft); border: 1px solid var(--quiet);
  border-radius: .75rem;
}
button {
  font: inherit; color: inherit; border: 1px solid var(--line);
  border-radius: .75rem; background: var(--surface); cursor: pointer;
  min-height: 2.75rem; padding: .5rem 1rem;
}
button:hover { border-color: var(--accent); }
input:focus-visible, button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.actions { display: flex; gap: .75rem; flex-direction: row-reverse; }
.actions button { flex: 1; font-weight: 600; }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button.primary:hover { background: var(--accent-strong); }
.people { margin-top: 1.75rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
.people ul { margin: 0; padding: 0; list-style: none; display: grid; gap: .5rem; }
.people button {
  width: 100%; display: flex; align-items: baseline; justify-content: space-between;
  flex-wrap: wrap; gap: 0 .75rem; text-align: start; background: var(--soft);
}
.people span:last-child { font-size: .8125rem; color: var(--quiet); }
code { overflow-wrap: anywhere; }
@media (max-width: 30rem) {
  body { justify-content: flex-start; padding: 0 0 1.5rem; background: var(--surface); }
  .card { border: 0; border-radius: 0; box-shadow: none; padding: 1.5rem 1.25rem 0; }
}
`;
