import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  // The Content-Security-Policy needs a nonce for each page, so it is in src/proxy.ts.
  async headers() {
    const headers = [
      { key: "X-Content-Type-Options", value: "nosniff" },
      { key: "Referrer-Policy", value: "same-origin" },
    ];
    return [{ source: "/:path*", headers }];
  },
};

export default config;
