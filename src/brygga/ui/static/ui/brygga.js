/* Brygga's own script. Everything works without it. It does four things:
   saves drafts, warns when what was typed is about to be lost, stops a form from being sent twice, lets toasts be closed
   (and opens a question in a dialog instead of on its own page). Delegated, so swapped-in markup needs no set-up. */
(() => {
  "use strict";
  const WAIT = 1500, RETRY = 8000;
  const drafts = new WeakMap();  // form → {timer, running, dirty, failed}
  const typedIn = new Set();  // forms with long texts that are saved only when they are sent
  let unsaved = 0;

  const stateOf = (form) => {
    if (!drafts.has(form)) drafts.set(form, { timer: 0, running: null, dirty: false, failed: false });
    return drafts.get(form);
  };
  const say = (form, text, failed) => {
    const line = form.querySelector("[data-draft-status]");
    if (!line) return;
    line.toggleAttribute("data-failed", failed);
    line.textContent = text;
  };
  const clock = () => {
    const now = new Date();
    return String(now.getHours()).padStart(2, "0") + "." + String(now.getMinutes()).padStart(2, "0");
  };
  const setFailed = (state, failed) => {
    if (state.failed !== failed) unsaved += failed ? 1 : -1;
    state.failed = failed;
  };

  const save = (form, keepalive = false) => {
    const state = stateOf(form);
    state.running ||= post(form, state, keepalive).finally(() => { state.running = null; });
    return state.running;
  };
  const post = async (form, state, keepalive) => {
    clearTimeout(state.timer);
    state.dirty = false;
    let words = "";
    const typed = new FormData(form);
    typed.delete("_once");  // the key belongs to the real post: a draft must not use it up
    for (const [name, value] of [...typed]) if (value instanceof File) typed.delete(name);
    try {
      const answer = await fetch(form.dataset.draftUrl, {
        method: "POST", body: typed, redirect: "manual", keepalive,
        headers: { Accept: "application/json" }, signal: AbortSignal.timeout(15000),
      });
      if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403)
        words = "Utkastet sparas inte: du är inte längre inloggad. Det du skrivit finns kvar här. Logga in i en ny flik och kom tillbaka hit.";
      else if (answer.status === 409)
        words = "Inte sparat: någon annan har just ändrat samma sak. Tryck på Spara, så ser du båda texterna.";
      else if (!answer.ok)
        words = "Utkastet kunde inte sparas. Det du skrivit finns kvar på sidan. Vi försöker igen.";
      else if (answer.headers.get("Brygga-Seen") && form.elements.seen)
        form.elements.seen.value = answer.headers.get("Brygga-Seen");  // what one has written oneself one has also seen
    } catch {
      words = "Ingen kontakt med Brygga. Det du skrivit finns kvar på sidan men är inte sparat. Vi försöker igen.";
    }
    if (!form.isConnected || form.dataset.sent) return setFailed(state, false);
    setFailed(state, Boolean(words));
    say(form, words || "Utkast sparat " + clock(), state.failed);
    const forget = form.querySelector("[data-draft-forget]");
    if (forget && !words) forget.hidden = false;
    if (state.failed || state.dirty) plan(form, state.failed ? RETRY : WAIT);
  };
  const plan = (form, wait) => {
    const state = stateOf(form);
    clearTimeout(state.timer);
    state.timer = setTimeout(() => save(form), wait);
  };
  /* What has been typed in the other forms of the page is saved before one leaves it. */
  const waiting = (but) => [...document.querySelectorAll("form[data-draft-url]")].filter(
    (form) => form !== but && !form.dataset.sent && (stateOf(form).dirty || stateOf(form).running));
  const settled = async (forms) => {
    for (const form of forms) {
      await stateOf(form).running;
      if (stateOf(form).dirty) await save(form);
    }
  };
  const holdsText = (form) => form.isConnected && !form.dataset.sent
    && [...form.querySelectorAll("textarea")].some((field) => field.value !== field.defaultValue);

  /* Somebody has sent a form, gone back and written something else in it: that is another matter, with its own key.
     The same thing sent again keeps its key, and is done once. */
  const renewKey = (form) => {
    delete form.dataset.returned;
    const key = form.querySelector("input[name=_once]");
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    if (key) key.value = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };
  const changed = (event) => {
    const form = event.target.form;
    if (form && form.dataset.returned) renewKey(form);
    if (form && !form.dataset.draftUrl && form.method === "post") typedIn.add(form);
    if (!form || !form.dataset.draftUrl) return;
    stateOf(form).dirty = true;
    plan(form, WAIT);
  };
  document.addEventListener("input", changed);
  document.addEventListener("change", changed);
  window.addEventListener("online", () => {
    for (const form of document.querySelectorAll("form[data-draft-url]")) if (stateOf(form).failed) save(form);
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved > 0 || [...typedIn].some(holdsText)) event.preventDefault();
  });
  window.addEventListener("pagehide", () => { for (const form of waiting()) if (stateOf(form).dirty) save(form, true); });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.hasAttribute("hx-post") || event.defaultPrevented) return;
    if (form.dataset.sent) return event.preventDefault();
    const others = waiting(form);
    const ownSave = form.querySelector("[data-draft-forget]") && stateOf(form).running;  // it must not arrive after what is sent
    if (others.length || ownSave) {
      const { submitter } = event;
      event.preventDefault();
      return Promise.all([ownSave, settled(others)]).then(() => form.requestSubmit(submitter));
    }
    form.dataset.sent = "1";
    if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
    const state = stateOf(form);
    clearTimeout(state.timer);
    setFailed(state, false);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of document.forms) form.dataset.returned = "1";
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
    for (const button of document.querySelectorAll("button[aria-busy]")) button.removeAttribute("aria-busy");
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const plain = link && !event.defaultPrevented && !(event.ctrlKey || event.metaKey || event.shiftKey) && !link.target
      && !link.download && link.origin === location.origin
      && link.pathname + link.search !== location.pathname + location.search && !link.dataset.opens;
    const others = plain ? waiting() : [];
    if (others.length) {
      event.preventDefault();
      settled(others).then(() => { location.href = link.href; });
    }
    const opener = event.target.closest("[data-opens]");
    const dialog = opener && document.getElementById(opener.dataset.opens);
    if (dialog && dialog.showModal && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      dialog.showModal();
    }
    const closer = event.target.closest("[data-toast-close]");
    if (closer) closer.parentElement.remove();
  });

  const floatToasts = () => {
    for (const box of document.querySelectorAll("[data-toasts]:not([data-floating])")) {
      const toasts = [...box.children];
      box.setAttribute("data-floating", "");
      for (const toast of toasts) {
        const close = document.createElement("button");
        close.type = "button";
        close.textContent = "×";
        close.setAttribute("aria-label", "Stäng meddelandet");
        close.setAttribute("data-toast-close", "");
        toast.append(close);
      }
      box.replaceChildren();  // a live region is read when it changes, not when it arrives full
      setTimeout(() => box.append(...toasts), 100);
    }
  };
  floatToasts();
  document.addEventListener("htmx:after:swap", floatToasts);
  document.addEventListener("htmx:afterSwap", floatToasts);
})();
