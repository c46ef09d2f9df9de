using Spalt.Web;

namespace Spalt.Accounts;

/// <summary>What whoever signs in, or changes how they do, is held to: twenty attempts in a row from one household, then one every six seconds.</summary>
internal static class SignInLimit
{
    public const string Name = "sign-in";

    public static readonly HouseholdLimit Rule = new(burst: 20, TimeSpan.FromSeconds(6));
}
