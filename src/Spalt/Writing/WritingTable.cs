using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Spalt.Accounts;
using Spalt.Posts;

namespace Spalt.Writing;

internal sealed class WritingTable : IEntityTypeConfiguration<PostDraft>, IEntityTypeConfiguration<Revision>, IEntityTypeConfiguration<PreviewLink>, IEntityTypeConfiguration<MarginNote>
{
    public void Configure(EntityTypeBuilder<PostDraft> draft)
    {
        draft.ToTable("post_drafts");
        draft.HasKey(d => d.PostId);
        draft.Ignore(d => d.Text);
        draft.Ignore(d => d.IsAhead);
        draft.Property(d => d.PostId).ValueGeneratedNever();

        // Of two who save at once, one does it and the other is told so.
        draft.Property(d => d.Version).IsConcurrencyToken();
        draft.HasIndex(d => new { d.SavedById, d.SavedAt });
        draft.HasIndex(d => d.AskedAt).HasFilter("asked_at IS NOT NULL");
        draft.HasOne<Post>().WithOne().HasForeignKey<PostDraft>(d => d.PostId).OnDelete(DeleteBehavior.Cascade);
        draft.HasOne<Account>().WithMany().HasForeignKey(d => d.SavedById).OnDelete(DeleteBehavior.Restrict);
        draft.HasOne<Account>().WithMany().HasForeignKey(d => d.AskedById).OnDelete(DeleteBehavior.Restrict);
        draft.HasOne<Account>().WithMany().HasForeignKey(d => d.NoteById).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Revision> revision)
    {
        revision.ToTable("revisions");
        revision.HasKey(r => new { r.PostId, r.Version });
        revision.Ignore(r => r.Text);
        revision.HasOne<Post>().WithMany().HasForeignKey(r => r.PostId).OnDelete(DeleteBehavior.Cascade);
        revision.HasOne<Account>().WithMany().HasForeignKey(r => r.SavedById).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<MarginNote> note)
    {
        note.ToTable("margin_notes");
        note.HasOne<Post>().WithMany().HasForeignKey(n => n.PostId).OnDelete(DeleteBehavior.Cascade);
        note.HasOne<Account>().WithMany().HasForeignKey(n => n.ById).OnDelete(DeleteBehavior.Restrict);
        note.HasIndex(n => n.PostId);
        note.HasIndex(n => n.ById);
    }

    public void Configure(EntityTypeBuilder<PreviewLink> link)
    {
        link.ToTable("preview_links");
        link.HasKey(l => l.PostId);
        link.Ignore(l => l.Path);
        link.Property(l => l.PostId).ValueGeneratedNever();
        link.HasIndex(l => l.Secret).IsUnique();
        link.HasOne<Post>().WithOne().HasForeignKey<PreviewLink>(l => l.PostId).OnDelete(DeleteBehavior.Cascade);
        link.HasOne<Account>().WithMany().HasForeignKey(l => l.MadeById).OnDelete(DeleteBehavior.Restrict);
    }
}
