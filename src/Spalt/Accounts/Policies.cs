namespace Spalt.Accounts;

/// <summary>
/// Who may: the names for <c>[Authorize(Policy = …)]</c> and <c>RequireAuthorization(…)</c>. Each finds out who is at work
/// (<c>HttpContext.Person()</c>, <c>HttpContext.Desk()</c>). Nobody signed in is led to the sign-in page; somebody without the right is told that there is nothing.
/// </summary>
public static class Policies
{
    /// <summary>Anybody who is signed in.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Members of the blog that the route's <c>{blog}</c> names, and editors of its network.</summary>
    public const string Write = "write";

    /// <summary>Its owner, and editors of its network.</summary>
    public const string ManageBlog = "manage-blog";

    /// <summary>Moderators of the network, and its editors.</summary>
    public const string Moderate = "moderate";

    /// <summary>Editors of the network.</summary>
    public const string EditNetwork = "edit-network";

    /// <summary>Publishers of the network.</summary>
    public const string ManageNetwork = "manage-network";
}
