using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Spalt.Accounts;

namespace Spalt.Members;

/// <param name="OnBlog">The route names a blog, and the person is looked for on it.</param>
internal sealed record Right(bool OnBlog, Func<Person, bool> Allows) : IAuthorizationRequirement
{
    /// <summary>What each of <see cref="Policies"/> asks for.</summary>
    public static void Add(AuthorizationOptions options)
    {
        Add(Policies.SignedIn, onBlog: false, _ => true);
        Add(Policies.Write, onBlog: true, person => person is Desk { MayWrite: true });
        Add(Policies.ManageBlog, onBlog: true, person => person is Desk { MayManage: true });
        Add(Policies.Moderate, onBlog: false, person => person.NetworkRole is not null);
        Add(Policies.EditNetwork, onBlog: false, person => person.IsEditor);
        Add(Policies.ManageNetwork, onBlog: false, person => person.IsPublisher);

        void Add(string name, bool onBlog, Func<Person, bool> allows) => options.AddPolicy(name, policy => policy
            .AddAuthenticationSchemes(IdentityConstants.ApplicationScheme).RequireAuthenticatedUser().AddRequirements(new Right(onBlog, allows)));
    }
}
