using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Identity;

namespace EdgeGuard.Central;

/// <summary>Accounts and passkeys as ASP.NET Core's Identity reads them to verify one. It reads alone: what follows is written together
/// with its entry in the log, by <see cref="Passkeys"/>. One for each ceremony.</summary>
internal sealed class PasskeyStore(PeopleFile file) : IUserPasskeyStore<PersonRecord>
{
    /// <summary>Whose passkey was shown, verified or not; null for nobody's.</summary>
    internal PersonRecord? Shown { get; private set; }

    public Task<string> GetUserIdAsync(PersonRecord user, CancellationToken cancellationToken)
    {
        lock (file.Gate) return Task.FromResult(file.Passkeys.HandleOf(user.Id) ?? "");
    }

    public Task<string?> GetUserNameAsync(PersonRecord user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task<PersonRecord?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        lock (file.Gate) return Task.FromResult(file.Find(file.Passkeys.OwnerOf(userId)));
    }

    public Task<PersonRecord?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        lock (file.Gate) return Task.FromResult(file.Find(file.Passkeys.OwnerOf(credentialId)));
    }

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(PersonRecord user, CancellationToken cancellationToken)
    {
        lock (file.Gate) return Task.FromResult<IList<UserPasskeyInfo>>([.. file.Passkeys.Of(user.Id).Select(passkey => passkey.Info)]);
    }

    public Task<UserPasskeyInfo?> FindPasskeyAsync(PersonRecord user, byte[] credentialId, CancellationToken cancellationToken)
    {
        lock (file.Gate)
        {
            UserPasskeyInfo? found = file.Passkeys.Of(user.Id).Find(one => one.Info.CredentialId.SequenceEqual(credentialId))?.Info;
            Shown = found == null ? null : user;
            return Task.FromResult(found);
        }
    }

    public void Dispose()
    {
        // The file is everybody's.
    }

    public Task<string?> GetNormalizedUserNameAsync(PersonRecord user, CancellationToken cancellationToken) =>
        GetUserNameAsync(user, cancellationToken);

    public Task AddOrUpdatePasskeyAsync(PersonRecord user, UserPasskeyInfo passkey, CancellationToken cancellationToken) =>
        throw ReadsAlone();

    public Task RemovePasskeyAsync(PersonRecord user, byte[] credentialId, CancellationToken cancellationToken) => throw ReadsAlone();

    public Task<IdentityResult> CreateAsync(PersonRecord user, CancellationToken cancellationToken) => throw ReadsAlone();

    public Task<IdentityResult> UpdateAsync(PersonRecord user, CancellationToken cancellationToken) => throw ReadsAlone();

    public Task<IdentityResult> DeleteAsync(PersonRecord user, CancellationToken cancellationToken) => throw ReadsAlone();

    public Task<PersonRecord?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => throw ReadsAlone();

    public Task SetUserNameAsync(PersonRecord user, string? userName, CancellationToken cancellationToken) => throw ReadsAlone();

    public Task SetNormalizedUserNameAsync(PersonRecord user, string? normalizedName, CancellationToken cancellationToken) =>
        throw ReadsAlone();

    private static NotSupportedException ReadsAlone() => new("accounts are found by passkeys and changed elsewhere");
}
