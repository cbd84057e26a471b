using System.ComponentModel.Design;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EdgeGuard.Central;

/// <summary>What WebAuthn (Level 3, sections 7.1 and 7.2) asks of a relying party, done by ASP.NET Core's Identity. Any thread.</summary>
/// <remarks>It is given no request: name and origin of the console are those of its start, whatever a header says.</remarks>
internal sealed class PasskeyCeremony(PeopleFile file, ConsoleAddress address)
{
    private readonly IOptions<IdentityPasskeyOptions> _options = Options.Create(new IdentityPasskeyOptions
    {
        ServerDomain = address.Name,
        // Counts as both factors: the device, and what its owner knows or is.
        UserVerificationRequirement = "required",
        // So that a passkey is enough to sign in, without a name: nobody learns from a page who has which.
        ResidentKeyRequirement = "required",
        AttestationConveyancePreference = "none",
        AuthenticatorTimeout = PasskeyChallenges.Lasts,
        ValidateOrigin = shown => ValueTask.FromResult(address.HasName && !shown.CrossOrigin && shown.Origin == address.Origin),
    });

    private static readonly IOptions<IdentityOptions> Identity = Options.Create(new IdentityOptions());

    /// <summary>What a browser needs to make a passkey, and what has to be known when it comes.</summary>
    internal async Task<(string Json, string State)> OfferToAdd(string handle, string name)
    {
        using UserManager<PersonRecord> users = Users(new PasskeyStore(file));
        PasskeyCreationOptionsResult made = await Handler(users)
            .MakeCreationOptionsAsync(new PasskeyUserEntity { Id = handle, Name = name, DisplayName = name }, new DefaultHttpContext())
            .ConfigureAwait(false);
        return (made.CreationOptionsJson, made.AttestationState!);
    }

    /// <summary>What a browser needs to show a passkey; of one person, or of whoever it is.</summary>
    internal async Task<(string Json, string State)> OfferToShow(PersonRecord? person)
    {
        using UserManager<PersonRecord> users = Users(new PasskeyStore(file));
        PasskeyRequestOptionsResult made = await Handler(users)
            .MakeRequestOptionsAsync(person, new DefaultHttpContext()).ConfigureAwait(false);
        return (made.RequestOptionsJson, made.AssertionState!);
    }

    /// <summary>Verifies a passkey that was made.</summary>
    internal async Task<PasskeyAttestationResult> VerifyMade(string state, string credential)
    {
        using UserManager<PersonRecord> users = Users(new PasskeyStore(file));
        return await Handler(users).PerformAttestationAsync(new PasskeyAttestationContext
        {
            HttpContext = new DefaultHttpContext(),
            CredentialJson = credential,
            AttestationState = state,
        }).ConfigureAwait(false);
    }

    /// <summary>Verifies a passkey that was shown.</summary>
    internal async Task<PasskeyAssertion> VerifyShown(string state, string credential)
    {
        var store = new PasskeyStore(file);
        using UserManager<PersonRecord> users = Users(store);
        PasskeyAssertionResult<PersonRecord> result = await Handler(users).PerformAssertionAsync(new PasskeyAssertionContext
        {
            HttpContext = new DefaultHttpContext(),
            CredentialJson = credential,
            AssertionState = state,
        }).ConfigureAwait(false);
        return result.Succeeded
            ? new PasskeyAssertion(result.User, result.Passkey, "")
            : new PasskeyAssertion(store.Shown, null, "passkey: " + result.Failure.Message);
    }

    private PasskeyHandler<PersonRecord> Handler(UserManager<PersonRecord> users) => new(users, _options);

    private static UserManager<PersonRecord> Users(PasskeyStore store) => new(
        store,
        Identity,
        new PasswordHasher<PersonRecord>(),
        [],
        [],
        new UpperInvariantLookupNormalizer(),
        new IdentityErrorDescriber(),
        new ServiceContainer(),
        NullLogger<UserManager<PersonRecord>>.Instance);
}
