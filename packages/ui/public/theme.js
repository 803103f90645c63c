// Runs before the first paint, from its own file, so that the chosen theme never flashes and the page needs no inline script.
(() => {
  let choice = null;
  let colours = null;
  try {
    choice = localStorage.getItem("tutti.theme");
    colours = localStorage.getItem("tutti.colours");
  } catch {
    // Storage is blocked: the system's theme holds.
  }
  if (choice === "light" || choice === "dark") document.documentElement.dataset.theme = choice;
  if (colours === "distinct") document.documentElement.dataset.colours = colours;
})();
