/** Any command line tool that prints a token, as JSON or bare. */
const { TOKEN_ENDPOINT = "", CLIENT_ID = "", CLIENT_SECRET = "" } = process.env;
const response = await fetch(TOKEN_ENDPOINT, {
  method: "POST",
  body: new URLSearchParams({
    grant_type: "client_credentials",
    client_id: CLIENT_ID,
    client_secret: CLIENT_SECRET,
  }),
});
if (response.ok) {
  console.log(await response.text()); // {"access_token":"…","expires_in":3600}
} else {
  console.error(`The token endpoint answered ${response.status}`);
  process.exitCode = 1;
}
