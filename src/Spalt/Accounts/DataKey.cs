using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Spalt.Store;

namespace Spalt.Accounts;

/// <summary>A key with which cookies and the links of letters are sealed: in the database, so that all nodes have the same.</summary>
public sealed class DataKey
{
    private DataKey()
    {
    }

    public DataKey(string name, string xml)
    {
        Name = name;
        Xml = xml;
    }

    public string Name { get; private set; } = "";

    public string Xml { get; private set; } = "";
}

/// <summary>The framework asks for keys once a day and writes one every 90 days; its questions cannot be awaited.</summary>
internal sealed class DataKeys(IServiceScopeFactory scopes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<SpaltDb>();
        return [.. db.Set<DataKey>().AsNoTracking().Select(k => k.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<SpaltDb>();
        db.Add(new DataKey(friendlyName, element.ToString(SaveOptions.DisableFormatting)));
        Task.Run(() => db.SaveChangesAsync()).GetAwaiter().GetResult();
    }
}
