using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;

namespace Spalt.Accounts;

/// <summary>
/// Length over rules (NIST SP 800-63B §3.1.1.2): ten characters, and none of the commonest, which a list refuses however they are
/// decorated; nor one's own name or address.
/// </summary>
internal sealed partial class PasswordRules : IPasswordValidator<Login>
{
    public const int Shortest = 10;

    /// <summary>PBKDF2 takes any length; whoever sends more keeps the server busy, not the account safe.</summary>
    public const int Longest = 200;

    /// <summary>A shorter one may stand in a password that nobody guesses.</summary>
    private const int ShortestWord = 6;

    /// <summary>What people put around a word so that a rule lets it pass.</summary>
    private static readonly char[] Decoration = [.. "0123456789!?.,#-_*+"];

    /// <summary>What the commonest passwords are made of, letters only, in the two languages and of the keyboard.</summary>
    private static readonly HashSet<string> Commonest = new(StringComparer.Ordinal)
    {
        "", "abc", "abcd", "abcde", "abcdef", "admin", "administrator", "asdf", "asdfgh", "asdfghjkl", "baseball", "blogg", "bloggen", "changeme",
        "computer", "dator", "dragon", "football", "fotboll", "hej", "hejhej", "hejhejhej", "hejsan", "hejsansvejs", "hemlig", "hemligt", "hockey",
        "host", "höst", "hösten", "iloveyou", "inloggning", "jagälskardig", "jagalskardig", "katten", "letmein", "letmeinplease", "login", "losen", "losenord",
        "lösen", "lösenord", "lösenordet", "master", "monkey", "mypassword", "newpassword", "nyttlösenord", "pass", "passord", "passpass",
        "password", "passwordpassword", "princess", "qazwsx", "qazwsxedc", "qwer", "qwert", "qwerty", "qwertyqwerty", "qwertyui", "qwertyuio", "qwertyuiop",
        "qwertyuiopå", "secret", "secretpassword", "sommar", "sommaren", "spring", "starwars", "stockholm", "summer", "sunshine", "superman", "sverige",
        "test", "testing", "testtest", "tidning", "tidningen", "trustno", "vår", "våren", "valkommen", "vinter", "vintern", "välkommen",
        "welcome", "whatever", "winter", "zxcvbn", "zxcvbnm", "älskling", "sverigesverige", "sommarsommar", "lösenordlösenord", "fotbollfotboll",
    };

    /// <summary>
    /// Those of the 30,000 commonest of what leaked that are long enough here (Mark Burnett's list, as zxcvbn 4.4.2 has it; MIT), and what they
    /// are without the figures around them. Read when the first password is chosen.
    /// </summary>
    private static readonly Lazy<HashSet<string>> Leaked = new(() =>
    {
        using var lines = new StreamReader(typeof(PasswordRules).Assembly.GetManifestResourceStream("Spalt.Accounts.commonest-passwords.txt")!);
        var leaked = lines.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. leaked, .. leaked.Select(l => l.Trim(Decoration)).Where(l => l.Length >= ShortestWord)];
    });

    public Task<IdentityResult> ValidateAsync(UserManager<Login> manager, Login user, string? password) => Task.FromResult(
        Complaint(password ?? "", user.Email ?? "") is { } code ? IdentityResult.Failed(new IdentityError { Code = code, Description = code }) : IdentityResult.Success);

    /// <returns>The key of what is wrong, below <c>Password.</c> in the texts; null where nothing is.</returns>
    public static string? Complaint(string password, params string[] own) =>
        password.Length < Shortest ? "TooShort"
        : password.Length > Longest ? "TooLong"
        : IsCommon(password, own) ? "TooCommon"
        : null;

    private static bool IsCommon(string password, string[] own)
    {
        var lower = password.ToLowerInvariant();
        var letters = new string([.. lower.Replace('0', 'o').Replace('1', 'l').Replace('3', 'e').Replace('4', 'a').Replace('@', 'a').Replace('$', 's').Where(char.IsLetter)]);
        return lower.Distinct().Count() < 4
            || Commonest.Contains(Undecorated().Replace(lower, "")) || Commonest.Contains(letters)
            || Leaked.Value.Contains(lower) || Leaked.Value.Contains(lower.Trim(Decoration)) || Leaked.Value.Contains(letters)
            || IsRow(lower)
            || own.Any(o => Undecorated().Replace(lower, "") is { Length: > 3 } core && Undecorated().Replace(o.ToLowerInvariant(), "").Contains(core, StringComparison.Ordinal))
            || own.SelectMany(o => Words().Split(o.ToLowerInvariant())).Any(word => word.Length > 3 && lower.Length < word.Length + 5 && lower.Contains(word, StringComparison.Ordinal));
    }

    /// <summary>1234567890, abcdefghij and back.</summary>
    private static bool IsRow(string text) =>
        text.Zip(text.Skip(1)).All(pair => pair.Second - pair.First is 1 or 0 or -9) || text.Zip(text.Skip(1)).All(pair => pair.First - pair.Second is 1 or 0 or -9);

    [GeneratedRegex(@"[^\p{L}]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Undecorated();

    [GeneratedRegex(@"[^\p{L}\p{N}]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Words();
}
