// Keeps the marked parts of a page as they are now. Without it a page is as of when it was asked for.
"use strict";

for (const part of document.querySelectorAll("[data-live]")) {
    const bar = document.createElement("p");
    const button = document.createElement("button");
    const status = document.createElement("span");
    let held = null;
    let isPaused = false;
    let movedAt = 0;

    bar.className = "live";
    button.type = "button";
    status.setAttribute("role", "status");
    bar.append(button, status);
    part.before(bar);

    // What somebody points at, has the keyboard in or has selected does not move under the hand.
    const isInUse = () => Date.now() - movedAt < 3000 || part.contains(document.activeElement)
        || (!getSelection().isCollapsed && getSelection().containsNode(part, true));

    const show = () => {
        if (held !== null && !isPaused && !isInUse()) {
            part.innerHTML = held;
            held = null;
        }
        button.textContent = isPaused ? "Go on" : "Pause";
        status.textContent = held === null ? (isPaused ? "Paused" : "Live") : "Held: there is something new";
    };

    const source = new EventSource(part.dataset.live);
    source.addEventListener("rows", event => {
        held = event.data === part.innerHTML ? null : event.data;
        show();
    });
    source.addEventListener("end", () => {
        source.close();
        button.remove();
        status.textContent = "Not live any more: you are signed out.";
    });
    source.addEventListener("open", show);
    source.addEventListener("error", () => {
        const isOver = source.readyState === EventSource.CLOSED;
        if (isOver) button.remove();
        status.textContent = isOver
            ? "Not live: too many windows are, or you are signed out. Load the page again."
            : "Not live: connecting again";
    });
    button.addEventListener("click", () => {
        isPaused = !isPaused;
        show();
    });
    part.addEventListener("pointermove", () => {
        movedAt = Date.now();
    });
    setInterval(() => {
        if (held !== null) show();
    }, 1000);
    show();
}
