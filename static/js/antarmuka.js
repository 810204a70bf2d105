// The page of the API as forms to try it (Swagger UI, a script of its own that came before this one). Without it the
// list of addresses stays. Whoever is signed in asks as in the browser; what writes carries the token of this page.

const place = document.getElementById("antarmuka");

if (place && globalThis.SwaggerUIBundle) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const isDark = getComputedStyle(document.documentElement).colorScheme === "dark";
  document.documentElement.classList.toggle("dark-mode", isDark);
  globalThis.SwaggerUIBundle({
    url: place.dataset.schema,
    domNode: place,
    presets: [globalThis.SwaggerUIBundle.presets.apis],
    layout: "BaseLayout",
    deepLinking: true,
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
    requestInterceptor(request) {
      if (!["GET", "HEAD", undefined].includes(request.method)) request.headers["X-CSRFToken"] = token;
      return request;
    },
  });
}
