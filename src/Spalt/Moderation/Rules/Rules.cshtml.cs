using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Spalt.Accounts;
using Spalt.Formats.Swedish;
using Spalt.Language;
using Spalt.Managing;
using Spalt.Moderation.SpamChecks;
using Spalt.Store;
using Spalt.Web.Forms;

namespace Spalt.Moderation.Rules;

/// <summary>Which rules look at comments before anybody does, and how each is set.</summary>
[Authorize(Policy = Policies.ManageNetwork)]
internal sealed class RulesPage(SpaltDb db, CommentJudge judge, SpamCheck service) : ManagingPage(db)
{
    public const string Path = "/-/network/comment-rules";
    private const int LongestList = WordList.MostWords * (WordList.LongestWord + 2);

    public override string Tab => "comment-rules";

    public IReadOnlyList<RuleSetting> Rules { get; private set; } = [];

    /// <summary>How many decisions the classifier has learnt from.</summary>
    public TraitCount Learnt { get; private set; }

    /// <summary>Host of the service outside the house that is asked; null where there is none.</summary>
    public string? Service => service.Host;

    /// <summary>Each setting's own only grows, and so does their sum.</summary>
    public override string Version => Rules.Sum(r => r.Version).ToString(CultureInfo.InvariantCulture);

    public static RuleKind KindOf(RuleSetting rule) => RuleKind.All[(int)rule.Rule];

    /// <summary>What the names of a rule's fields begin with.</summary>
    public static string FieldOf(RuleName rule) => rule.ToString().ToLowerInvariant();

    public bool IsOn(RuleSetting rule) => IsAgain ? Typed(FieldOf(rule.Rule) + "-on").Length > 0 : rule.IsOn;

    public Field NumberOf(RuleSetting rule) => Numbered(FieldOf(rule.Rule) + "-number", "Rule." + rule.Rule + ".Number", rule.Number, KindOf(rule).Number!);

    public Field MinutesOf(RuleSetting rule) => Numbered(FieldOf(rule.Rule) + "-minutes", "Rule." + rule.Rule + ".Minutes", rule.Minutes, KindOf(rule).Minutes!);

    public Area WordsOf(RuleSetting rule)
    {
        var name = FieldOf(rule.Rule) + "-words";
        return new(
            new Field(name, Texts.Say("Rule.Words"))
            {
                Value = IsAgain ? Typed(name) : rule.Words,
                Error = ErrorOf(name),
                Hint = Texts.Say("Rule.Words.Hint"),
                IsRequired = false,
                Longest = LongestList,
            },
            6);
    }

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        var wanted = Rules.Select(Wanted).ToList();
        CheckVersion();
        if (!IsFine)
        {
            return Again(StatusOfFault);
        }

        foreach (var (rule, isOn, number, minutes, words) in wanted)
        {
            if (rule.Set(isOn, number, minutes, words) && rule.Id == 0)
            {
                Db.Add(rule);
            }
        }

        if (await TrySaveAsync(cancel))
        {
            return Done(Path);
        }

        await LoadAsync(cancel);
        return Again(StatusOfFault);
    }

    private (RuleSetting Rule, bool IsOn, int? Number, int? Minutes, string Words) Wanted(RuleSetting rule)
    {
        var (kind, name) = (KindOf(rule), FieldOf(rule.Rule));
        var words = kind.HasWords ? Listed(name + "-words") : "";
        var isOn = Typed(name + "-on").Length > 0;
        if (isOn && kind.HasWords && words.Length == 0)
        {
            Complain(name + "-words", Texts.Say("Rule.Words.Missing"));
        }

        return (rule, isOn, Bounded(name + "-number", kind.Number), Bounded(name + "-minutes", kind.Minutes), words);
    }

    /// <summary>What is left empty is as the program has it.</summary>
    private int? Bounded(string name, RuleNumber? bounds) => bounds is null ? null : OptionalNumber(name, bounds.Least, bounds.Most) ?? bounds.Usual;

    private string Listed(string name)
    {
        var list = WordList.Of(Raw(name));
        if (list.Words.Count > WordList.MostWords)
        {
            Complain(name, Texts.Say("Rule.Words.TooMany", WordList.MostWords));
        }
        else if (list.Words.FirstOrDefault(w => w.Length > WordList.LongestWord) is { } word)
        {
            Complain(name, Texts.Say("Rule.Words.TooLong", word, WordList.LongestWord));
        }

        return list.ToString();
    }

    private Field Numbered(string name, string label, int? current, RuleNumber bounds) => new(name, Texts.Say(label))
    {
        Value = IsAgain ? Typed(name) : current?.ToString(CultureInfo.InvariantCulture),
        Error = ErrorOf(name),
        Hint = Texts.Say("Rule.Number.Hint", bounds.Least, bounds.Most, bounds.Usual),
        IsRequired = false,
        Longest = 9,
        InputMode = "numeric",
        Autocomplete = "off",
    };

    private async Task LoadAsync(CancellationToken cancel)
    {
        Rules = await Db.RulesOfAsync(Network.Id, cancel);
        Learnt = await judge.LearntAsync(Network.Id, cancel);
    }
}
