// Counts down, and reads the people again when their codes change.
setInterval(async () => {
  const seconds = document.getElementById("seconds");
  const left = Number(seconds.dataset.seconds) - 1;
  seconds.dataset.seconds = left;
  seconds.textContent = Math.max(0, left);
  if (left <= 0) {
    const page = await (await fetch("/")).text();
    const people = new DOMParser().parseFromString(page, "text/html").getElementById("people");
    document.getElementById("people").replaceWith(people);
  }
}, 1000);
