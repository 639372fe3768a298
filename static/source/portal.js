// What a page gains when scripts run. Every page works without them.
import { Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, SkipLink, createAll } from "govuk-frontend"

document.body.classList.add("js-enabled", "govuk-frontend-supported")

createAll(Button, { preventDoubleClick: true })
for (const component of [CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, SkipLink]) {
  createAll(component)
}

// Browsers without ::details-content cannot show closed filters on wide screens by style alone: open them.
const wide = window.matchMedia("(min-width: 48.0625em)")
const filters = document.querySelectorAll("details.app-filters")
function openWhenWide() {
  for (const panel of filters) panel.open = wide.matches
}
if (filters.length) {
  openWhenWide()
  wide.addEventListener("change", openWhenWide)
}

// A select or a radio marked data-submits sends its form when changed; the form keeps its button for those without scripts.
for (const control of document.querySelectorAll("[data-submits]")) {
  control.addEventListener("change", () => control.form.requestSubmit())
}

// A button that prints has no use without scripts, so it arrives hidden.
for (const button of document.querySelectorAll("[data-prints]")) {
  button.hidden = false
  button.addEventListener("click", () => window.print())
}

// What was typed and not saved: say so before the page is left.
for (const form of document.querySelectorAll("form[data-keeps]")) {
  let changed = false
  form.addEventListener("input", () => { changed = true })
  form.addEventListener("submit", () => { changed = false })
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault() })
}

// A question that depends on another answer of the same page shows only while that answer is given.
// data-shown-when: [[question, [codes]], …]. Without scripts all of them show, with a line that says so.
for (const part of document.querySelectorAll("[data-shown-when]")) {
  const conditions = JSON.parse(part.dataset.shownWhen)
  const given = (name) => [...document.querySelectorAll(`[name="${CSS.escape(name)}"]:checked`)].map((control) => control.value)
  const update = () => {
    part.hidden = !conditions.every(([name, codes]) => given(name).some((code) => codes.includes(code)))
  }
  for (const note of part.querySelectorAll(".app-no-js")) note.hidden = true
  document.addEventListener("change", update)
  update()
}
