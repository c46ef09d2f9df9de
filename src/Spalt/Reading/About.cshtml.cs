using Microsoft.AspNetCore.Mvc;
using Spalt.Formats;
using Spalt.Language;
using Spalt.Store;
using Spalt.Web;
using Spalt.Web.PageCache;

namespace Spalt.Reading;

/// <summary>Who answers for the portal, and what it keeps about those who read it. What it says of likes is done in <c>Likes/</c>.</summary>
internal sealed class AboutPage(SpaltDb db, TimeProvider clock) : ReadingPage(db, clock)
{
    /// <summary>The newspaper's own site, where it is known.</summary>
    public Uri? Home => WebAddress.Of(Network.NewspaperUrl);

    public IActionResult OnGet() =>
        Elsewhere("/-/about") ?? Frozen(new PageHead(Texts.Say("About.Title")) { Path = "/-/about" }, [Tags.Network(Network.Id)]);
}
