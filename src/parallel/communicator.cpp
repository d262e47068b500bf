#include "parallel/communicator.hpp"

#include "core/host.hpp"
#include "parallel/handle.hpp"
#include "parallel/mpi.hpp"

#include <boost/mpi/collectives.hpp>
#include <boost/mpi/operations.hpp>
#include <boost/serialization/string.hpp>
#include <boost/serialization/vector.hpp>

#include <algorithm>
#include <cstdlib>

namespace ergodic::parallel {
namespace {

/// What a communicator of our own stands on.
std::shared_ptr<const CommunicatorHandle> handle_of(MPI_Comm ours, boost::mpi::comm_create_kind kind) {
  mpi<MPI_Comm_set_errhandler>("have errors reported", ours, MPI_ERRORS_RETURN);
  int rank = 0;
  int size = 1;
  mpi<MPI_Comm_rank>("find this rank's number", ours, &rank);
  mpi<MPI_Comm_size>("count the ranks", ours, &size);
  return std::make_shared<CommunicatorHandle>(CommunicatorHandle{{ours, kind}, rank, size});
}

}  // namespace

Communicator Communicator::serial() { return Communicator(nullptr); }

Communicator Communicator::world() { return of(MPI_Comm_c2f(MPI_COMM_WORLD)); }

Communicator Communicator::of(int fortran_handle) {
  // A duplicate, never the given one itself nor a derived topology: another library in the process may use it.
  // MPI_Finalize frees it.
  MPI_Comm ours = MPI_COMM_NULL;
  mpi<MPI_Comm_dup>("make a communicator", MPI_Comm_f2c(fortran_handle), &ours);
  return Communicator(handle_of(ours, boost::mpi::comm_attach));
}

Communicator Communicator::of_this_machine() const {
  if (!handle_) return serial();
  MPI_Comm ours = MPI_COMM_NULL;
  mpi<MPI_Comm_split_type>("find the ranks of this machine", handle()->communicator, MPI_COMM_TYPE_SHARED, rank(),
                           MPI_INFO_NULL, &ours);
  return Communicator(handle_of(ours, boost::mpi::comm_take_ownership));
}

Communicator Communicator::of_those(bool this_one) const {
  if (!handle_) return serial();
  MPI_Comm ours = MPI_COMM_NULL;
  mpi<MPI_Comm_split>("choose ranks", handle()->communicator, this_one ? 0 : MPI_UNDEFINED, rank(), &ours);
  return ours == MPI_COMM_NULL ? serial() : Communicator(handle_of(ours, boost::mpi::comm_take_ownership));
}

int Communicator::rank() const { return handle_ ? handle_->rank : 0; }
int Communicator::size() const { return handle_ ? handle_->size : 1; }

std::string Communicator::host() { return host_name(); }

std::vector<std::string> Communicator::hosts() const { return gather(host()); }

std::vector<std::string> Communicator::gather(const std::string& text) const {
  if (!handle_) return {text};
  std::vector<std::string> all;
  boost_mpi("gather", "learn what the other ranks have to tell",
            [&] { boost::mpi::gather(handle_->communicator, text, all, 0); });
  return all;
}

std::string Communicator::broadcast(std::string text, std::size_t most_at_once) const {
  if (handle() == nullptr) return text;
  // As bytes, in pieces: MPI counts with an int, and a serialized string of 2 GiB throws on rank 0 alone, while the
  // others wait for it.
  std::uint64_t size = text.size();
  mpi<MPI_Bcast>("hand out what rank 0 has", &size, 1, MPI_UINT64_T, 0, handle()->communicator);
  text.resize(size);
  broadcast(std::as_writable_bytes(std::span(text)), most_at_once);
  return text;
}

void Communicator::broadcast(std::span<std::byte> bytes, std::size_t most_at_once) const {
  if (handle() == nullptr) return;
  for (std::size_t at = 0; at < bytes.size(); at += most_at_once) {
    const auto part = static_cast<int>(std::min(most_at_once, bytes.size() - at));
    mpi<MPI_Bcast>("hand out what rank 0 has", bytes.data() + at, part, MPI_BYTE, 0, handle()->communicator);
  }
}

void Communicator::barrier() const {
  if (handle_) mpi<MPI_Barrier>("wait for the other ranks", handle_->communicator);
}

void Communicator::abort(ExitCode code) const {
  const int number = static_cast<int>(code);
  // Of another number the shell sees the last eight bits: mpirun would end with 0 after 256.
  const int told = number >= 1 && number <= 255 ? number : static_cast<int>(ExitCode::internal);
  if (handle_) handle_->communicator.abort(told);
  std::_Exit(told);
}

}  // namespace ergodic::parallel
