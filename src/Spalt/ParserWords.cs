using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Spalt.Language;

namespace Spalt;

/// <summary>What the parser of the command line says, in the terminal's language: it has English words only, which are left where no others are known here.</summary>
internal static partial class ParserWords
{
    /// <summary>What is wrong with what was typed, all of it.</summary>
    public static string Complaints(ParseResult parsed)
    {
        List<string> complaints = [.. Unknown(parsed.UnmatchedTokens)];
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult command; at = at.Parent)
        {
            complaints.AddRange(command.Children.Select(Wrong).OfType<string>());
            complaints.AddRange(command.Command.Options.Where(o => o.Required && command.GetResult(o) is null or { Implicit: true })
                .Select(o => Texts.Command("Misused.NoOption", $"{o.Name} {o.HelpName}")));
        }

        return string.Join(' ', complaints.Count > 0 ? complaints : parsed.Errors.Select(e => e.Message));
    }

    /// <summary>The help of a command; its headings and marks are translated, the rest is in our words already.</summary>
    public static string Help(ParseResult asked)
    {
        foreach (var option in asked.RootCommandResult.Command.Options)
        {
            option.Description = option switch
            {
                HelpOption => Texts.Command("Help.Help"),
                VersionOption => Texts.Command("Help.Version"),
                _ => option.Description,
            };
        }

        using var page = new StringWriter();
        asked.Invoke(new InvocationConfiguration { Output = page });
        return Marks().Replace(page.ToString(), mark => mark.Value switch
        {
            [.. var heading, ':'] => Texts.Command("Help.Heading." + heading),

            // Descriptions stand in a column behind it.
            "(REQUIRED)" => Texts.Command("Help.Mark.REQUIRED").PadRight(mark.Length),
            _ => Texts.Command("Help.Mark." + mark.Value.Trim('[', ']', ':', ' ')),
        });
    }

    /// <summary>Only the options where there are some: what stands behind a mistyped one was meant as its value.</summary>
    private static IEnumerable<string> Unknown(IReadOnlyList<string> tokens) =>
        (tokens.Any(t => t.StartsWith('-')) ? tokens.Where(t => t.StartsWith('-')) : tokens).Select(t => Texts.Command("Misused.Unknown", t));

    private static string? Wrong(SymbolResult said) => said switch
    {
        OptionResult { Implicit: true } => null,
        OptionResult { Tokens.Count: 0 } option when option.Option.Arity.MinimumNumberOfValues > 0 =>
            Texts.Command("Misused.NoValue", option.Option.Name, option.Option.HelpName),
        OptionResult option when option.Tokens.Count > option.Option.Arity.MaximumNumberOfValues => Texts.Command("Misused.Several", option.Option.Name),
        OptionResult option when option.Errors.Any() => Texts.Command(
            option.Option.ValueType == typeof(int) || option.Option.ValueType == typeof(int?) ? "Misused.NoNumber" : "Misused.BadValue",
            option.Tokens[0].Value, option.Option.Name),
        ArgumentResult { Tokens.Count: 0 } argument when argument.Argument.Arity.MinimumNumberOfValues > 0 =>
            Texts.Command("Misused.NoArgument", argument.Argument.HelpName ?? argument.Argument.Name),
        ArgumentResult argument when argument.Errors.Any() && argument.Tokens.Count > 0 =>
            Texts.Command("Misused.BadValue", argument.Tokens[0].Value, argument.Argument.HelpName ?? argument.Argument.Name),
        _ => null,
    };

    [GeneratedRegex(@"^(?:Description|Usage|Arguments|Options|Commands):|\[options\]|\[command\]|\(REQUIRED\)|\[default: ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Marks();
}
