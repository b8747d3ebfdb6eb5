/**
 * Hosts of a special kind, as of 2026-11-28. Sources: the services' own documentation, the public
 * suffix list (https://publicsuffix.org/list/, private section) for what it already has, and
 * projectdiscovery/interactsh and PortSwigger's Collaborator for servers that catch requests, and
 * sublime-security/static-files for link shorteners.
 */

/** Names that the public DNS resolves to 127.0.0.1, including all subdomains. */
export const LOOPBACK_NAMES = [
  ...["localtest.me", "lvh.me", "vcap.me", "lacolhost.com", "yoogle.com", "colasloth.com"],
  ...["fuf.me", "localho.st", "localdev.me", "local.gd", "lcl.host", "lndo.site", "ddev.site"],
  ...["docksal.site", "localhost.direct", "localhost.localdomain", "localhost.localdomain4"],
  ...["localhost4", "localhost6", "ip6-localhost", "ip6-loopback", "localhost.localdomain6"],
];

/** Names whose subdomains the public DNS resolves to the address that they spell: `10.0.0.1.nip.io`. */
export const ADDRESS_NAMES = [
  ...["nip.io", "sslip.io", "xip.io", "xip.name", "traefik.me", "backname.io", "ipq.co"],
  ...["local-ip.co", "local-ip.sh", "plex.direct", "1u.ms", "rbndr.us"],
];

/** Metadata services of clouds, besides the link-local 169.254.169.254: each machine has its own. */
export const METADATA_HOSTS = [
  ...["metadata.google.internal", "metadata.goog", "instance-data.ec2.internal"],
  ...["metadata", "instance-data", "metadata.azure.internal", "metadata.tencentyun.com"],
  ...["100.100.100.200", "168.63.129.16", "[fd00:ec2::254]"],
];

/** Domains of local networks: RFC 6762, RFC 8375, RFC 6761, ICANN's .internal, and common conventions. */
export const LOCAL_DOMAINS = [
  ...["local", "internal", "home.arpa", "test", "lan", "home", "corp", "mail", "intranet"],
  ...["private", "localdomain", "domain", "workgroup", "fritz.box", "consul", "cluster"],
];

/** Domains that no browser without special software reaches: RFC 6761, RFC 7686, RFC 9476. */
export const UNREACHABLE_DOMAINS = ["invalid", "onion", "alt", "arpa", "i2p", "exit", "bit"];

/** Tunnels to the machine of the person who opened them. Messages name even those on the public suffix list. */
export const TUNNELS = [
  ...["ngrok.io", "ngrok.app", "ngrok.dev", "ngrok-free.app", "ngrok-free.dev", "ngrok.pizza"],
  ...["ngrok.pro", "trycloudflare.com", "tunnelmole.net", "telebit.io", "loca.lt"],
  ...["localtunnel.me", "serveo.net", "serveousercontent.com", "localhost.run", "lhr.life"],
  ...["lhr.rocks", "lhrtunnel.link", "pinggy.link", "pinggy.io", "pinggy-free.link"],
  ...["devtunnels.ms", "app.github.dev", "github.dev", "gitpod.io", "gitpod.dev", "zrok.io"],
  ...["bore.pub", "playit.gg", "pagekite.me", "packetriot.net", "localxpose.io", "loclx.io"],
  ...["expose.dev", "sharedwithexpose.com", "tunnelto.dev", "pyjam.as", "instatunnel.my"],
  ...["cloudshell.dev", "cloudworkstations.dev", "coder.app", "gradio.live", "netlify.live"],
  ...["webrelay.io", "bore.digital"],
];

/** Hosting services for anyone that are not on the public suffix list. */
export const HOSTING = [
  ...["glitch.me", "codesandbox.io", "stackblitz.io", "webcontainer.io", "koyeb.app"],
  ...["kinsta.app", "cyclic.app", "000webhostapp.com", "wordpress.com", "weebly.com", "nhost.run"],
  ...["edgeone.app", "v0.app", "b-cdn.net", "instawp.xyz", "anvil.app", "mendixcloud.com"],
  ...[
    "sites.google.com",
    "script.google.com",
    "docs.google.com",
    "drive.google.com",
    "notion.site",
  ],
  ...["codepen.io", "jsfiddle.net", "pastebin.com", "cdn.jsdelivr.net", "unpkg.com"],
  ...["raw.githack.com", "rawcdn.githack.com", "cdn.statically.io", "cdn.discordapp.com"],
  ...["ipfs.io", "gateway.pinata.cloud", "000.pe", "infinityfreeapp.com", "rf.gd", "epizy.com"],
  ...["tiiny.site"],
];

/** Services that show or pass on every request that they receive. */
export const REQUEST_BINS = [
  ...["webhook.site", "requestbin.com", "requestbin.net", "pipedream.net", "beeceptor.com"],
  ...["hookbin.com", "hookb.in", "requestcatcher.com", "typedwebhook.tools", "mockbin.io"],
  ...["mockbin.org", "httpbin.org", "httpbingo.org", "webhook.cool", "webhookinbox.com"],
  ...["webhook-test.com", "smee.io", "putsreq.com", "postb.in", "ptsv2.com", "ptsv3.com"],
  ...["requestinspector.com", "requestrepo.com", "hkdk.events", "play.svix.com", "mock.pstmn.io"],
  ...["postman-echo.com", "mocklab.io", "wiremockapi.cloud", "mockable.io", "interact.sh"],
  ...["oast.fun", "oast.pro", "oast.me", "oast.live", "oast.site", "oast.online", "oastify.com"],
  ...["burpcollaborator.net", "dnslog.cn", "ceye.io", "bxss.me", "pingb.in", "xss.ht"],
  ...["ezxss.com", "canarytokens.com", "canarytokens.org", "hooks.zapier.com"],
  ...["hook.eu1.make.com", "hook.eu2.make.com", "hook.us1.make.com", "hook.us2.make.com"],
  ...["hook.integromat.com", "requestbin.whapi.cloud", "webhookrelay.com", "hooks.slack.com"],
  ...["maker.ifttt.com", "webhook.office.com"],
];

/** Translators, archives and proxies, which show other sites' pages under their own name. */
const PROXIES = [
  ...[
    "translate.goog",
    "htmlpreview.github.io",
    "cdn.ampproject.org",
    "translatetheweb.com",
    "microsofttranslator.com",
  ],
  ...["papago.naver.net", "web.archive.org", "archive.ph", "archive.today", "archive.is"],
  ...["archive.md", "archive.li", "archive.vn", "archive.fo", "webcache.googleusercontent.com"],
  ...["cc.bingj.com", "r.jina.ai", "corsproxy.io", "allorigins.win", "cors-anywhere.herokuapp.com"],
  ...["12ft.io", "proxysite.com", "croxyproxy.com", "hidester.com", "nyud.net", "tor2web.org"],
  ...["tor2web.io", "onion.to", "onion.ws", "onion.ly", "onion.pet", "onion.cab", "onion.re"],
];

/** Link shorteners and pages that redirect visitors: the author of a link decides where it leads. */
export const FORWARDERS = [
  ...["bit.ly", "j.mp", "t.co", "tinyurl.com", "goo.gl", "is.gd", "v.gd", "ow.ly", "buff.ly"],
  ...["rebrand.ly", "lnkd.in", "cutt.ly", "rb.gy", "shorturl.at", "shorturl.com", "t.ly", "s.id"],
  ...["dub.sh", "short.gy", "tiny.cc", "tiny.one", "soo.gd", "clck.ru", "adf.ly", "ouo.io"],
  ...["bit.do", "qr.ae", "x.gd", "da.gd", "u.to", "0rz.tw", "urlz.fr", "t2m.io", "surl.li"],
  ...["shorturl.asia", "kutt.it", "spoo.me", "smarturl.it", "git.io", "dlvr.it", "trib.al"],
  ...["l.facebook.com", "lm.facebook.com", "l.instagram.com", "out.reddit.com", "away.vk.com"],
  ...["slack-redir.net", "href.li", "dereferer.me", "anonym.to", "urldefense.com"],
  ...["safelinks.protection.outlook.com", "doubleclick.net", "googleadservices.com", "adnxs.com"],
  ...["t.cn", "fb.me", "m.me", "wa.me", "aka.ms", "g.co", "forms.gle", "amzn.to", "msft.it"],
  ...["nyti.ms", "wp.me", "disq.us", "exit.sc", "gate.sc", "t.umblr.com", "link.zhihu.com"],
  ...["link.csdn.net", "r.search.yahoo.com", "rover.ebay.com", "ct.sendgrid.net", "pstmrk.it"],
  ...["mandrillapp.com", "list-manage.com", "eepurl.com", "mailchi.mp", "hubs.ly", "hubs.la"],
  ...["onelink.to", "tr.ee", "lnk.to", "qrco.de", "qrs.ly"],
  ...["me-qr.com", "dwz.cn", "url.cn", "suo.im", "tiny.pl", "n9.cl", "bl.ink", "snip.ly", "x.co"],
  ...["zpr.io", "cli.gs", "su.pr", "tr.im", "qlnk.net", "budurl.com", "t.me"],
  ...[
    "api.stytch.com",
    "test.stytch.com",
    "grabify.link",
    "iplogger.org",
    "iplogger.com",
    "2no.co",
    "yip.su",
    "blasze.com",
  ],
  ...PROXIES,
];

/** Pages of tools for trying out sign-ins, which show what they receive to anyone who opens them. */
export const SIGN_IN_TOOLS = [
  ...["oauth.pstmn.io", "www.postman.com", "app.postman.com", "www.getpostman.com"],
  ...["app.getpostman.com", "hoppscotch.io", "oauth.tools", "oauthdebugger.com"],
  ...["oidcdebugger.com", "openidconnect.net", "jwt.io", "jwt.ms", "auth.expo.io", "reqbin.com"],
];
