/** How pages are served: to anybody, and to who asks for their headers alone. The API answers 405 to that, as Prefect's. */
export const PAGE_ROUTE = { config: { access: "open" }, exposeHeadRoute: true } as const;
