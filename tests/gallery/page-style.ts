/** The page's style sheet: one column on narrow windows, two on wide ones, light and dark. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --paper: #faf7f2; --card: #ffffff; --ink: #1d2a44; --soft: #5b6577; --line: #e6dfd4;
  --accent: #c8412b; --tint: #fdeae4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #12171f; --card: #1b222d; --ink: #eef0f4; --soft: #a9b2c0; --line: #2c3543;
    --accent: #ff8a70; --tint: #33231f;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 17px/1.6 ui-sans-serif, system-ui, "Segoe UI", "Noto Sans", "Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic", sans-serif;
}
.hero {
  position: relative; min-height: clamp(300px, 40vw, 460px); display: flex; align-items: flex-end;
  background: #1d2a44 url("/hero.jpg") center 45% / cover;
}
.hero::after {
  content: ""; position: absolute; inset: 0;
  background: linear-gradient(to top, rgb(12 18 30 / 78%), rgb(12 18 30 / 12%) 62%, rgb(12 18 30 / 28%));
}
.hero-text { position: relative; z-index: 1; width: min(1120px, 100% - 48px); margin: 0 auto; padding: 40px 0 36px; color: #fff; }
.kicker { margin: 0; font-weight: 700; letter-spacing: .14em; text-transform: uppercase; font-size: 14px; color: #ffd9c7; }
h1 { margin: 6px 0 10px; font: 700 clamp(30px, 4.6vw, 52px)/1.12 ui-serif, Georgia, "Noto Serif", "Noto Serif CJK KR", serif; text-wrap: balance; }
.lead { margin: 0; max-width: 64ch; font-size: 19px; color: #eef1f6; }
.language { position: absolute; z-index: 2; top: 18px; right: 24px; color: #fff; font-size: 15px; padding: 4px 12px; border-radius: 99px; background: rgb(12 18 30 / 55%); text-decoration: none; }
main { width: min(1120px, 100% - 48px); margin: 0 auto; padding: 32px 0 24px; }
.how { display: flex; align-items: baseline; gap: 6px 18px; padding: 16px 22px; border-radius: 16px; background: var(--tint); }
.how h2 { margin: 0; flex: none; font-size: 17px; color: var(--accent); }
.how ol { display: flex; flex-wrap: wrap; gap: 4px 12px; margin: 0; padding: 0; list-style: none; }
.how li:not(:last-child)::after { content: "→"; margin-left: 12px; color: var(--accent); }
.grid { display: grid; grid-template-columns: 5fr 7fr; gap: 28px; margin-top: 28px; align-items: start; }
.stack { display: grid; gap: 28px; min-width: 0; }
figure { margin: 0; background: var(--card); border: 1px solid var(--line); border-radius: 18px; overflow: hidden; }
figure img { display: block; width: 100%; height: auto; }
.cutout { background: radial-gradient(circle at 30% 20%, #d9e6dd, #b8cec6); padding: 8%; }
figcaption { padding: 16px 20px 18px; font-size: 16px; line-height: 1.5; }
figcaption p { margin: 0; }
.idea { margin-top: 6px; color: var(--soft); font-size: 15px; }
.idea b { color: var(--accent); }
footer { padding: 20px 0 40px; color: var(--soft); font-size: 15px; text-align: center; }
:lang(ko) { word-break: keep-all; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
@media (max-width: 820px) {
  .grid { grid-template-columns: 1fr; }
  .how { flex-direction: column; }
}
@media (min-width: 560px) and (max-width: 820px) {
  .stack:first-child { grid-template-columns: 1fr 1fr; align-items: start; }
}
`;
